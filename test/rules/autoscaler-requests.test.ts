import { autoscalerRequests } from '../../rules/autoscaler-requests.ts';
import { deployment, findingsOf, object } from './support.ts';

const target = { type: 'Utilization', averageUtilization: 70 };
const hpa = (metric: object) =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      maxReplicas: 5,
      metrics: [metric],
    },
  });
const cpu = hpa({ type: 'Resource', resource: { name: 'cpu', target } });
const sized = { resources: { requests: { cpu: '100m' } } };

test('containers that request what is measured are fine', () => {
  expect(findingsOf(autoscalerRequests, [deployment('web', { container: sized }), cpu])).toEqual([]);
});

test('a limit stands in for a request', () => {
  const limited = { resources: { limits: { cpu: '1' } } };
  expect(findingsOf(autoscalerRequests, [deployment('web', { container: limited }), cpu])).toEqual([]);
});

test('an average value needs no request', () => {
  const value = hpa({
    type: 'Resource',
    resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '1' } },
  });
  expect(findingsOf(autoscalerRequests, [deployment('web'), value])).toEqual([]);
});

test('a container without a request of what is measured is refused', () => {
  expect(findingsOf(autoscalerRequests, [deployment('web'), cpu])).toEqual([
    'production/application/Deployment web: container web-app requests no cpu, and HorizontalPodAutoscaler web scales by its utilization; allowed: a request of cpu in every container that is measured; set resources.requests.cpu, or leave that metric out',
  ]);
});

test('a second container without a request is refused, unless one container alone is measured', () => {
  const both = deployment('web', { pod: { containers: [{ name: 'web-app', ...sized }, { name: 'proxy' }] } });
  const oneContainer = hpa({
    type: 'ContainerResource',
    containerResource: { name: 'cpu', container: 'web-app', target },
  });
  expect(findingsOf(autoscalerRequests, [both, oneContainer])).toEqual([]);
  expect(findingsOf(autoscalerRequests, [both, cpu])).toEqual([
    'production/application/Deployment web: container proxy requests no cpu, and HorizontalPodAutoscaler web scales by its utilization; allowed: a request of cpu in every container that is measured; set resources.requests.cpu, or leave that metric out',
  ]);
});

test("KEDA's memory trigger measures utilization too", () => {
  const scaled = object('keda.sh/v1alpha1', 'ScaledObject', 'web', {
    spec: { scaleTargetRef: { name: 'web' }, triggers: [{ type: 'memory', metricType: 'Utilization' }] },
  });
  expect(findingsOf(autoscalerRequests, [deployment('web', { container: sized }), scaled])).toEqual([
    'production/application/Deployment web: container web-app requests no memory, and ScaledObject web scales by its utilization; allowed: a request of memory in every container that is measured; set resources.requests.memory, or leave that metric out',
  ]);
});
