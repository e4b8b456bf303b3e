import { App } from 'cdk8s';
import { connectionsOf } from '../../../charts/network/connections.ts';
import { NetworkTier } from '../../../charts/network/network-tier.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { manifestsOf, objectOf } from '../../support/manifests.ts';
import { podSpec, tierOf } from './manifests.ts';

const ports = {
  statsd: { port: 8125, protocol: 'UDP' },
  calls: { port: 9999, protocol: 'gRPC', servicePort: 9000 },
} as const;
const environment = environmentWith({
  applications: {
    shop: { ...smallApplication, ports, peers: { gossip: { port: 7946 } }, host: 'shop.example.com' },
    web: { ...smallApplication, uses: ['shop'] },
  },
});
const connections = connectionsOf(environment);
const objects = tierOf(environment, connections).filter(({ metadata }) => metadata.name.startsWith('shop'));

describe('named ports', () => {
  test('are ports of the container', () => {
    expect(podSpec(objects).containers[0].ports).toEqual([
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { name: 'calls', containerPort: 9999, protocol: 'TCP' },
      { name: 'statsd', containerPort: 8125, protocol: 'UDP' },
      { name: 'gossip', containerPort: 7946, protocol: 'TCP' },
    ]);
  });

  test.each(['shop', 'shop-preview'])('are ports of the Service %s, with what a proxy must speak', name => {
    expect(objectOf(objects, 'Service', name).spec.ports.slice(1)).toEqual([
      { name: 'calls', port: 9000, targetPort: 'calls', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
      { name: 'statsd', port: 8125, targetPort: 'statsd', protocol: 'UDP' },
    ]);
  });

  test('are ports of the headless Service, which has no others in front of them', () => {
    expect(objectOf(objects, 'Service', 'shop-peers').spec.ports).toEqual([
      { name: 'calls', port: 9999, targetPort: 9999, protocol: 'TCP' },
      { name: 'statsd', port: 8125, targetPort: 8125, protocol: 'UDP' },
      { name: 'gossip', port: 7946, targetPort: 7946, protocol: 'TCP' },
    ]);
  });

  test('are known to clients by the host and a variable each', () => {
    const variables = connections.variablesOf('web').map(({ name, value }) => [name, value]);
    expect(Object.fromEntries(variables)).toEqual({
      SHOP_URL: 'http://shop:80',
      SHOP_HOST: 'shop',
      SHOP_PORT_CALLS: '9000',
      SHOP_PORT_STATSD: '8125',
    });
  });

  test('are open to clients, and closed to the gateway', () => {
    const policies = manifestsOf(new NetworkTier(new App(), environment, connections));
    const named = [
      { port: 9999, protocol: 'TCP' },
      { port: 8125, protocol: 'UDP' },
    ];
    const { ingress } = objectOf(policies, 'NetworkPolicy', 'shop').spec;
    const open = ingress.filter((rule: { ports: { port: number }[] }) =>
      rule.ports.some(({ port }) => port === 9999),
    );
    expect(open).toEqual([{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: named }]);
    expect(objectOf(policies, 'NetworkPolicy', 'web').spec.egress).toContainEqual({
      to: [{ podSelector: { matchLabels: { app: 'shop' } } }],
      ports: named,
    });
  });
});
