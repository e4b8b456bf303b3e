import { autoscalerMetrics } from '../../rules/autoscaler-metrics.ts';
import { findingsOf, object } from './support.ts';

const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const hpa = (metric: object) =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
    spec: { scaleTargetRef, maxReplicas: 5, metrics: [metric] },
  });
const asking = (query: string) =>
  object('keda.sh/v1alpha1', 'ScaledObject', 'web', {
    spec: { scaleTargetRef, triggers: [{ type: 'prometheus', metadata: { query } }] },
  });
const recording = (record: string) =>
  object('monitoring.coreos.com/v1', 'PrometheusRule', 'web', {
    spec: { groups: [{ name: 'web', rules: [{ record, expr: 'vector(1)' }] }] },
  });

test('CPU and memory are produced by the metrics server', () => {
  expect(findingsOf(autoscalerMetrics, [hpa({ type: 'Resource', resource: { name: 'cpu' } })])).toEqual([]);
});

test('an external metric of a HorizontalPodAutoscaler is refused, since nothing produces it', () => {
  const external = hpa({ type: 'External', external: { metric: { name: 'requests' } } });
  expect(findingsOf(autoscalerMetrics, [external])).toEqual([
    'production/application/HorizontalPodAutoscaler web: scales by a metric of type External, which nothing here produces; allowed: Resource and ContainerResource; make it a trigger of a ScaledObject, whose metrics KEDA produces',
  ]);
});

test('a recorded series that no rule records is refused', () => {
  expect(findingsOf(autoscalerMetrics, [asking('job:wanted{a="b:c"}'), recording('job:other')])).toEqual([
    'production/application/ScaledObject web: asks for the series job:wanted, which no PrometheusRule records; allowed: job:other; add the recording rule, or change the query',
  ]);
});

test('a recorded series, a text with a colon and the steps of a subquery are fine', () => {
  const query = 'max(job:wanted{service=~"a:b"}) + max_over_time(up[5m:15s])';
  expect(findingsOf(autoscalerMetrics, [asking(query), recording('job:wanted')])).toEqual([]);
});
