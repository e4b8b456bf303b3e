import { rolloutReferences } from '../../rules/rollout-references.ts';
import { clusterWide, deployment, findingsOf, object, rollout, service } from './support.ts';

const services = [service('web'), service('web-preview', { selector: { app: 'web' } })];
const analyzed = (template: object) =>
  rollout('web', {
    spec: {
      strategy: { blueGreen: { activeService: 'web', prePromotionAnalysis: { templates: [template] } } },
    },
  });

test('a Rollout with its two Services is fine', () => {
  expect(findingsOf(rolloutReferences, [rollout('web'), ...services])).toEqual([]);
});

test('an analysis template is found, also one of the cluster', () => {
  const template = object('argoproj.io/v1alpha1', 'AnalysisTemplate', 'health');
  const shared = clusterWide('argoproj.io/v1alpha1', 'ClusterAnalysisTemplate', 'health');
  expect(
    findingsOf(rolloutReferences, [analyzed({ templateName: 'health' }), template, ...services]),
  ).toEqual([]);
  const ofCluster = analyzed({ templateName: 'health', clusterScope: true });
  expect(findingsOf(rolloutReferences, [ofCluster, shared, ...services])).toEqual([]);
});

test('a Rollout may borrow the pods of a Deployment', () => {
  const workloadRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const borrowing = rollout('web', { spec: { template: undefined, workloadRef } });
  expect(findingsOf(rolloutReferences, [borrowing, deployment('web'), ...services])).toEqual([]);
  expect(findingsOf(rolloutReferences, [borrowing])).toEqual([
    'production/application/Rollout web: activeService names Service web, which does not exist; allowed: none, since there is no Service; name one of these, or add the Service',
    'production/application/Rollout web: previewService names Service web-preview, which does not exist; allowed: none, since there is no Service; name one of these, or add the Service',
    'production/application/Rollout web: borrows the pod template of Deployment web, which does not exist; allowed: a Deployment among the objects; change spec.workloadRef, or write spec.template',
  ]);
});

test('a missing preview Service is refused', () => {
  expect(findingsOf(rolloutReferences, [rollout('web'), service('web')])).toEqual([
    'production/application/Rollout web: previewService names Service web-preview, which does not exist; allowed: web; name one of these, or add the Service',
  ]);
});

test('a Service of other pods is refused', () => {
  const objects = [rollout('web'), service('web'), service('web-preview')];
  expect(findingsOf(rolloutReferences, objects)).toEqual([
    'production/application/Rollout web: previewService web-preview does not select the pods of this Rollout; allowed: a Service whose selector matches the labels of the pod template; change the selector of Service web-preview',
  ]);
});

test('a missing analysis template is refused', () => {
  const other = object('argoproj.io/v1alpha1', 'AnalysisTemplate', 'success-rate');
  expect(findingsOf(rolloutReferences, [analyzed({ templateName: 'health' }), other, ...services])).toEqual([
    'production/application/Rollout web: starts AnalysisTemplate health, which does not exist; allowed: success-rate; name one of these, or add the template',
  ]);
});

test('a template of the namespace does not stand in for one of the cluster', () => {
  const template = object('argoproj.io/v1alpha1', 'AnalysisTemplate', 'health');
  expect(
    findingsOf(rolloutReferences, [
      analyzed({ templateName: 'health', clusterScope: true }),
      template,
      ...services,
    ]),
  ).toEqual([
    'production/application/Rollout web: starts ClusterAnalysisTemplate health, which does not exist; allowed: none, since there is no ClusterAnalysisTemplate; name one of these, or add the template',
  ]);
});
