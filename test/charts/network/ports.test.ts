import { App } from 'cdk8s';
import { connectionsOf } from '../../../charts/network/connections.ts';
import { NetworkTier } from '../../../charts/network/network-tier.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { manifestsOf } from '../../support/manifests.ts';
import { allows, type PodEnd } from '../../support/network-policies.ts';

const prometheus = { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } };
const rollouts = { namespace: 'argo-rollouts', labels: { 'app.kubernetes.io/name': 'argo-rollouts' } };
const envoy = {
  namespace: 'envoy-gateway-system',
  labels: {
    'gateway.envoyproxy.io/owning-gateway-name': 'gateway',
    'gateway.envoyproxy.io/owning-gateway-namespace': 'production',
  },
};
const web = { namespace: 'production', labels: { app: 'web' } };

type Ends = readonly [from: PodEnd, port: number];

/** Whether the policies let someone connect to the application `web`. */
function opens(input: object, [from, port]: Ends): boolean {
  const environment = environmentWith({ applications: { web: { ...smallApplication, ...input } } });
  const policies = manifestsOf(new NetworkTier(new App(), environment, connectionsOf(environment)));
  return allows(policies, { from, to: web, port, protocol: 'TCP' });
}

describe('the port of an application', () => {
  test('is open to Prometheus where it has the metrics', () => {
    expect(opens({}, [prometheus, 8080])).toBe(true);
  });

  test('is closed to Prometheus without metrics', () => {
    expect(opens({ metrics: false }, [prometheus, 8080])).toBe(false);
    expect(opens({ metrics: false }, [rollouts, 8080])).toBe(true);
  });

  test('is closed to Prometheus where another port has the metrics, which is closed to all others', () => {
    const metrics = { port: 9797 };
    expect(opens({ metrics }, [prometheus, 9797])).toBe(true);
    expect(opens({ metrics }, [prometheus, 8080])).toBe(false);
    expect(opens({ metrics }, [rollouts, 8080])).toBe(true);
    expect(opens({ metrics }, [rollouts, 9797])).toBe(false);
  });
});

describe('a further port', () => {
  const host = 'app.example.com';
  const ports = { admin: { port: 9090, protocol: 'HTTP' }, calls: { port: 9091, protocol: 'gRPC' } };

  test('is open to the gateway where a route leads to it, and no other is', () => {
    const input = { host, ports, routes: { all: {}, admin: { path: '/admin', targetPort: 'admin' } } };
    expect(opens(input, [envoy, 9090])).toBe(true);
    expect(opens(input, [envoy, 9091])).toBe(false);
    expect(opens(input, [envoy, 8080])).toBe(true);
  });

  test('leaves the port of requests closed to the gateway where all routes lead to it', () => {
    const input = { host, ports, routes: { all: { targetPort: 'admin' } } };
    expect(opens(input, [envoy, 9090])).toBe(true);
    expect(opens(input, [envoy, 8080])).toBe(false);
  });

  test('leaves it open to the gateway for a preview', () => {
    const delivery = { preview: { host: 'next.example.com', public: { reason: 'a test' } } };
    const input = { host, ports, routes: { all: { targetPort: 'admin' } }, delivery };
    expect(opens(input, [envoy, 8080])).toBe(true);
  });

  test('is closed to the gateway without a route', () => {
    expect(opens({ host, ports }, [envoy, 9090])).toBe(false);
  });
});

describe('the Argo Rollouts controller', () => {
  const counted = { port: 9464, requests: 'calls_total' };

  test.each(['HTTP', 'H2C'])('reaches the new color of an application that speaks %s', protocol => {
    expect(opens({ protocol }, [rollouts, 8080])).toBe(true);
  });

  test.each(['gRPC', 'TCP'])('does not reach one that speaks %s, which it never asks', protocol => {
    expect(opens({ protocol, metrics: counted }, [rollouts, 8080])).toBe(false);
  });

  test('does not reach one that is not released in two colors', () => {
    expect(opens({ delivery: { strategy: 'rollingUpdate' } }, [rollouts, 8080])).toBe(false);
  });
});

describe('the metrics of a worker', () => {
  const kind = 'worker';

  test('are open to Prometheus at the port that it names, and to no one else', () => {
    const metrics = { port: 9394 };
    expect(opens({ kind, metrics }, [prometheus, 9394])).toBe(true);
    expect(opens({ kind, metrics }, [prometheus, 8080])).toBe(false);
    expect(opens({ kind, metrics }, [envoy, 9394])).toBe(false);
  });

  test('are closed without a port', () => {
    expect(opens({ kind }, [prometheus, 8080])).toBe(false);
  });
});
