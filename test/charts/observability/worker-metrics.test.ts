import { App } from 'cdk8s';
import { ObservabilityTier } from '../../../charts/observability/observability-tier.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

function objects(courier: object): Manifest[] {
  const applications = { courier: { ...smallApplication, kind: 'worker' as const, ...courier } };
  return manifestsOf(new ObservabilityTier(new App(), environmentWith({ applications })));
}

const monitors = (made: readonly Manifest[]) =>
  made.filter(({ kind }) => /Monitor$/.test(kind)).map(({ kind, metadata }) => `${kind} ${metadata.name}`);

const alerts = (made: readonly Manifest[]): string[] =>
  objectOf(made, 'PrometheusRule', 'courier').spec.groups[0].rules.map(({ alert }: Manifest) => alert);

test('Prometheus scrapes the pods of a worker at the port that it names', () => {
  const made = objects({ metrics: { port: 9394, path: '/stats' } });
  expect(monitors(made)).toEqual(['PodMonitor courier']);
  expect(objectOf(made, 'PodMonitor', 'courier').spec).toEqual({
    selector: { matchLabels: { app: 'courier' } },
    podMetricsEndpoints: [{ port: 'metrics', path: '/stats', interval: '30s' }],
  });
  expect(alerts(made)).toContain('ApplicationMetricsMissing');
});

test.each([
  ['without a port', {}],
  ['without metrics', { metrics: false }],
])('it scrapes nothing of a worker %s, and no alert waits for it', (_, keys) => {
  const made = objects(keys);
  expect(monitors(made)).toEqual([]);
  expect(alerts(made)).not.toContain('ApplicationMetricsMissing');
});

test('an application with a Service has a ServiceMonitor, and an alert that knows it', () => {
  const made = objects({ kind: 'web', metrics: { port: 9394 } });
  expect(monitors(made)).toEqual(['ServiceMonitor courier']);
  expect(alerts(made)).not.toContain('ApplicationMetricsMissing');
});
