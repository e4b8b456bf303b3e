import { App } from 'cdk8s';
import { connectionsOf } from '../../../charts/network/connections.ts';
import { NetworkTier } from '../../../charts/network/network-tier.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { manifestsOf, objectOf } from '../../support/manifests.ts';
import { allows } from '../../support/network-policies.ts';
import { objects } from './objects.ts';

type Listeners = NonNullable<NonNullable<EnvironmentInput['applications']>[string]['listeners']>;

const group = 'gateway.networking.k8s.io';

const broker = {
  ...smallApplication,
  protocol: 'TCP' as const,
  port: 1883,
  servicePort: 11883,
  metrics: false as const,
  ports: { secure: { port: 8883, servicePort: 18883 }, hidden: { port: 8161 } },
  listeners: {
    plain: { port: 1883 },
    tls: { port: 443, protocol: 'TLS' as const, hostname: 'mqtt.example.com', targetPort: 'secure' },
  },
};

describe('the Gateway', () => {
  test('takes connections of TCP at a port, and those of TLS for a host name without decrypting them', () => {
    expect(objectOf(objects({ broker }), 'Gateway', 'gateway').spec.listeners).toEqual([
      { name: 'tcp-broker.plain', port: 1883, protocol: 'TCP' },
      {
        name: 'tls-broker.tls',
        hostname: 'mqtt.example.com',
        port: 443,
        protocol: 'TLS',
        tls: { mode: 'Passthrough' },
      },
    ]);
  });

  test('has listeners in the order of their names, whatever their order in the file', () => {
    const { tls, plain } = broker.listeners;
    const turned = { ...broker, listeners: { tls, plain } };
    expect(objects({ broker: turned })).toEqual(objects({ broker }));
  });

  test('redirects HTTP only where there is a host, and needs no certificate without one', () => {
    const kinds = (applications: EnvironmentInput['applications']) =>
      objects(applications).map(({ kind }) => kind);
    expect(kinds({ broker })).not.toContain('HTTPRoute');
    expect(kinds({ broker })).not.toContain('Certificate');
    expect(kinds({ broker, web: { ...smallApplication, host: 'app.example.com' } })).toContain('HTTPRoute');
  });

  test('keeps them where hosts have ListenerSets', () => {
    const manyHosts = Object.fromEntries(
      Array.from({ length: 62 }, (_, index) => [
        `web-${index}`,
        { ...smallApplication, host: `${index}.example.com` },
      ]),
    );
    const made = objects({ broker, ...manyHosts });
    const { listeners } = objectOf(made, 'Gateway', 'gateway').spec;
    expect(listeners.map(({ name }: { name: string }) => name)).toEqual([
      'http',
      'tcp-broker.plain',
      'tls-broker.tls',
    ]);
    expect(made.filter(({ kind }) => kind === 'ListenerSet')).toHaveLength(62);
    const { plain } = broker.listeners;
    const withOne = objects({ broker: { ...broker, listeners: { plain } }, ...manyHosts });
    expect(objectOf(withOne, 'Gateway', 'gateway').spec.listeners).toHaveLength(64);
  });
});

test('a TCPRoute leads to the Service port of the application', () => {
  expect(objectOf(objects({ broker }), 'TCPRoute', 'broker.plain').spec).toEqual({
    parentRefs: [{ group, kind: 'Gateway', name: 'gateway', sectionName: 'tcp-broker.plain' }],
    rules: [{ backendRefs: [{ name: 'broker', port: 11883 }] }],
  });
});

test('a TLSRoute leads its host name to the Service port of a named port', () => {
  expect(objectOf(objects({ broker }), 'TLSRoute', 'broker.tls').spec).toEqual({
    hostnames: ['mqtt.example.com'],
    parentRefs: [{ group, kind: 'Gateway', name: 'gateway', sectionName: 'tls-broker.tls' }],
    rules: [{ backendRefs: [{ name: 'broker', port: 18883 }] }],
  });
});

describe('the gateway may connect', () => {
  const gateway = {
    namespace: 'envoy-gateway-system',
    labels: {
      'gateway.envoyproxy.io/owning-gateway-name': 'gateway',
      'gateway.envoyproxy.io/owning-gateway-namespace': 'production',
    },
  };

  function opens(listeners: Listeners, port: number): boolean {
    const environment = environmentWith({ applications: { broker: { ...broker, listeners } } });
    const policies = manifestsOf(new NetworkTier(new App(), environment, connectionsOf(environment)));
    const to = { namespace: 'production', labels: { app: 'broker' } };
    return allows(policies, { from: gateway, to, port, protocol: 'TCP' });
  }

  test('to the ports that listeners lead to, and to no other', () => {
    expect([1883, 8883, 8161].map(port => opens(broker.listeners, port))).toEqual([true, true, false]);
  });

  test('not to the port of the application where all listeners lead to another one', () => {
    const { tls } = broker.listeners;
    expect([1883, 8883].map(port => opens({ tls }, port))).toEqual([false, true]);
  });

  test('to none of them without a listener', () => {
    expect([1883, 8883].map(port => opens({}, port))).toEqual([false, false]);
  });
});
