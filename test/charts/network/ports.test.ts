import { App } from 'cdk8s';
import { connectionsOf } from '../../../charts/network/connections.ts';
import { NetworkTier } from '../../../charts/network/network-tier.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { manifestsOf } from '../../support/manifests.ts';
import { allows } from '../../support/network-policies.ts';

const prometheus = { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } };
const rollouts = { namespace: 'argo-rollouts', labels: { 'app.kubernetes.io/name': 'argo-rollouts' } };
const web = { namespace: 'production', labels: { app: 'web' } };

type Ends = readonly [from: typeof prometheus, port: number];

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
