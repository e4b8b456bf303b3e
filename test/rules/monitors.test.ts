import { monitors } from '../../rules/monitors.ts';
import { findingsOf, object, rollout, service } from './support.ts';

const api = 'monitoring.coreos.com/v1';
const selector = (app: string) => ({ selector: { matchLabels: { app } } });
const podMonitor = (app: string, port: string) =>
  object(api, 'PodMonitor', 'web', { spec: { ...selector(app), podMetricsEndpoints: [{ port }] } });
const serviceMonitor = (app: string, port: string, more: object = {}) =>
  object(api, 'ServiceMonitor', 'web', { spec: { ...selector(app), endpoints: [{ port }], ...more } });
const objects = [rollout('web'), service('web')];

test('pods and ports that exist are scraped', () => {
  expect(
    findingsOf(monitors, [...objects, podMonitor('web', 'http'), serviceMonitor('web', 'http')]),
  ).toEqual([]);
});

test('instances of PostgreSQL have the port metrics', () => {
  const cluster = object('postgresql.cnpg.io/v1', 'Cluster', 'database');
  const spec = {
    selector: { matchLabels: { 'cnpg.io/cluster': 'database' } },
    podMetricsEndpoints: [{ port: 'metrics' }],
  };
  expect(findingsOf(monitors, [cluster, object(api, 'PodMonitor', 'database', { spec })])).toEqual([]);
});

test('a monitor of other namespaces is not checked', () => {
  expect(findingsOf(monitors, [serviceMonitor('x', 'x', { namespaceSelector: { any: true } })])).toEqual([]);
});

test('a PodMonitor of no pods is refused', () => {
  expect(findingsOf(monitors, [...objects, podMonitor('wbe', 'http')])).toEqual([
    'production/application/PodMonitor web: selector app=wbe matches no pod; allowed: app with web; change spec.selector',
  ]);
});

test('a ServiceMonitor of no Service is refused', () => {
  expect(findingsOf(monitors, [...objects, serviceMonitor('shop', 'http')])).toEqual([
    'production/application/ServiceMonitor web: selector app=shop matches no Service; allowed: app with web; change spec.selector',
  ]);
});

test('a port that no container has is refused', () => {
  expect(
    findingsOf(monitors, [...objects, podMonitor('web', 'metrics'), serviceMonitor('web', 'metrics')]),
  ).toEqual([
    'production/application/PodMonitor web: scrapes port metrics, which none of the things that it selects has; allowed: http (8080); change podMetricsEndpoints, or add the port',
    'production/application/ServiceMonitor web: scrapes port metrics, which none of the things that it selects has; allowed: http (80); change endpoints, or add the port',
  ]);
});
