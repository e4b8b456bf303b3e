import { servicePods } from '../../rules/service-pods.ts';
import { deployment, findingsOf, object, rollout, service } from './support.ts';

test.each([
  ['Deployment', deployment('web')],
  ['Rollout', rollout('web')],
])('a Service finds the pods of a %s', (_, workload) => {
  expect(findingsOf(servicePods, [workload, service('web')])).toEqual([]);
});

test('a Service finds the pods of an operator', () => {
  const cluster = object('postgresql.cnpg.io/v1', 'Cluster', 'database', { spec: { instances: 3 } });
  const selector = { 'cnpg.io/cluster': 'database', 'cnpg.io/instanceRole': 'replica' };
  expect(findingsOf(servicePods, [cluster, service('reads', { selector })])).toEqual([]);
});

test('a Service without a selector may have endpoints without pods', () => {
  expect(findingsOf(servicePods, [service('external', { selector: undefined })])).toEqual([]);
});

test('a selector with a value that no pod has is refused', () => {
  expect(
    findingsOf(servicePods, [
      deployment('web'),
      deployment('shop'),
      service('web', { selector: { app: 'wbe' } }),
    ]),
  ).toEqual([
    'production/application/Service web: selector app=wbe matches no pod; allowed: app with shop, web; change spec.selector, or the labels of the pod template',
  ]);
});

test('a selector with a label that no pod has is refused', () => {
  expect(findingsOf(servicePods, [deployment('web'), service('web', { selector: { name: 'web' } })])).toEqual(
    [
      'production/application/Service web: selector name=web matches no pod; allowed: the labels app; change spec.selector, or the labels of the pod template',
    ],
  );
});

test('labels that no pod has together are refused', () => {
  const pods = [
    deployment('web', { labels: { tier: 'front' } }),
    deployment('shop', { labels: { tier: 'back' } }),
  ];
  expect(
    findingsOf(servicePods, [...pods, service('web', { selector: { app: 'web', tier: 'back' } })]),
  ).toEqual([
    'production/application/Service web: selector app=web, tier=back matches no pod; allowed: labels that occur together; change spec.selector, or the labels of the pod template',
  ]);
});

test('pods of another namespace do not count', () => {
  const elsewhere = deployment('web');
  const moved = {
    ...elsewhere,
    manifest: { ...elsewhere.manifest, metadata: { name: 'web', namespace: 'staging' } },
  };
  expect(findingsOf(servicePods, [moved, service('web')])).toEqual([
    'production/application/Service web: selector app=web matches no pod; allowed: nothing, since this namespace has nothing to select; change spec.selector, or the labels of the pod template',
  ]);
});

test('a Service finds one pod of a StatefulSet by its name, if the set has so many', () => {
  const set = object('apps/v1', 'StatefulSet', 'cache', {
    spec: { replicas: 2, template: { metadata: { labels: { app: 'cache' } } } },
  });
  const of = (pod: string) =>
    service('cache-1', { selector: { app: 'cache', 'statefulset.kubernetes.io/pod-name': pod } });
  expect(findingsOf(servicePods, [set, of('cache-1')])).toEqual([]);
  expect(findingsOf(servicePods, [set, of('cache-2')])).toEqual([
    'production/application/Service cache-1: selector app=cache, statefulset.kubernetes.io/pod-name=cache-2 matches no pod; allowed: the labels app; change spec.selector, or the labels of the pod template',
  ]);
});
