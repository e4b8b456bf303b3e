import { fileCollisions, fileOf, filesOf } from '../../output/tree.ts';
import { formatViolation } from '../../rules/violation.ts';
import { object } from '../rules/support.ts';

test('the path of an object is its environment, its tier, its kind and its name', () => {
  expect(fileOf(object('argoproj.io/v1alpha1', 'Rollout', 'web'))).toBe(
    'production/application/rollout-web.yaml',
  );
});

test('a file holds one object', () => {
  expect([...filesOf([object('v1', 'ConfigMap', 'a', { data: { b: '1' } })])]).toEqual([
    [
      'production/application/configmap-a.yaml',
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: production\ndata:\n  b: '1'\n",
    ],
  ]);
});

test('refuses two objects with the same file, and names both constructs', () => {
  const gateway = (apiVersion: string, construct: string) => ({
    ...object(apiVersion, 'Gateway', 'web'),
    construct,
  });
  const objects = [
    gateway('gateway.networking.k8s.io/v1', 'production/a'),
    gateway('networking.istio.io/v1', 'production/b'),
  ];
  expect(fileCollisions(objects).map(formatViolation)).toEqual([
    'production/application/Gateway web: production/application/gateway-web.yaml is written by production/a and by production/b; allowed: one object of a kind and name in a tier; rename one of the two',
  ]);
});

test('two kinds of one tier may have the same name', () => {
  expect(fileCollisions([object('v1', 'Service', 'web'), object('v1', 'ServiceAccount', 'web')])).toEqual([]);
});
