import { autoscalerTarget } from '../../rules/autoscaler-target.ts';
import { deployment, findingsOf, object, rollout } from './support.ts';

const hpa = (name: string, scaleTargetRef: object) =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', name, { spec: { scaleTargetRef, maxReplicas: 5 } });
const toRollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' };
const toDeployment = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };

test('an HPA scales a Rollout', () => {
  expect(findingsOf(autoscalerTarget, [rollout('web'), hpa('web', toRollout)])).toEqual([]);
});

test('a ScaledObject without apiVersion and kind scales a Deployment', () => {
  const scaled = object('keda.sh/v1alpha1', 'ScaledObject', 'web', {
    spec: { scaleTargetRef: { name: 'web' } },
  });
  expect(findingsOf(autoscalerTarget, [deployment('web'), scaled])).toEqual([]);
});

test('an HPA that still names the Deployment of a Rollout is refused', () => {
  expect(findingsOf(autoscalerTarget, [rollout('web'), hpa('web', toDeployment)])).toEqual([
    'production/application/HorizontalPodAutoscaler web: scales Deployment web, which does not exist; allowed: Rollout web; change apiVersion, kind or name of spec.scaleTargetRef',
  ]);
});

test('a target of another group is refused', () => {
  const wrong = hpa('web', { ...toRollout, apiVersion: 'apps/v1' });
  expect(findingsOf(autoscalerTarget, [rollout('web'), wrong])).toEqual([
    'production/application/HorizontalPodAutoscaler web: scales Rollout web, which does not exist; allowed: Rollout web; change apiVersion, kind or name of spec.scaleTargetRef',
  ]);
});

test('an autoscaler with nothing to scale is refused', () => {
  expect(findingsOf(autoscalerTarget, [hpa('web', toRollout)])).toEqual([
    'production/application/HorizontalPodAutoscaler web: scales Rollout web, which does not exist; allowed: none, since nothing in this namespace can be scaled; change apiVersion, kind or name of spec.scaleTargetRef',
  ]);
});

test('a target that sets its own number of replicas is refused', () => {
  const fixed = rollout('web', { spec: { replicas: 3 } });
  expect(findingsOf(autoscalerTarget, [fixed, hpa('web', toRollout)])).toEqual([
    'production/application/Rollout web: sets replicas (3), which HorizontalPodAutoscaler web owns; allowed: no spec.replicas where an autoscaler scales; leave spec.replicas out',
  ]);
});

test('two autoscalers of one target are refused', () => {
  expect(
    findingsOf(autoscalerTarget, [rollout('web'), hpa('web', toRollout), hpa('more', toRollout)]),
  ).toEqual([
    'production/application/HorizontalPodAutoscaler more: scales production/application/Rollout web, which production/application/HorizontalPodAutoscaler web scales already; allowed: one autoscaler for each target; put the metrics of both into one',
  ]);
});
