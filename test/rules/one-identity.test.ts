import { oneIdentity } from '../../rules/one-identity.ts';
import { clusterWide, findingsOf, object } from './support.ts';

test('two kinds may share a name', () => {
  expect(findingsOf(oneIdentity, [object('v1', 'Service', 'web'), object('v1', 'ConfigMap', 'web')])).toEqual(
    [],
  );
});

test('two namespaces may hold objects of one name', () => {
  const elsewhere = object('v1', 'Service', 'web', { metadata: { namespace: 'staging' } });
  expect(findingsOf(oneIdentity, [object('v1', 'Service', 'web'), elsewhere])).toEqual([]);
});

test('one name twice is refused, and both constructs are named', () => {
  const first = { ...object('v1', 'Service', 'web'), construct: 'production/application/web' };
  const other = { ...object('v1', 'Service', 'web'), construct: 'production/application/copy' };
  expect(findingsOf(oneIdentity, [first, other])).toEqual([
    'production/application/Service web: production/application/web and production/application/copy both make Service web in namespace production; allowed: one object of a kind and name in a namespace; rename or remove one of the two',
  ]);
});

test('another version of the group is the same object', () => {
  const objects = [
    object('autoscaling/v1', 'HorizontalPodAutoscaler', 'web'),
    object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web'),
  ];
  expect(findingsOf(oneIdentity, objects)).toEqual([
    'production/application/HorizontalPodAutoscaler web: production/application/HorizontalPodAutoscaler web and production/application/HorizontalPodAutoscaler web both make HorizontalPodAutoscaler web in namespace production; allowed: one object of a kind and name in a namespace; rename or remove one of the two',
  ]);
});

test('objects of the whole cluster differ by name alone', () => {
  expect(
    findingsOf(oneIdentity, [clusterWide('v1', 'Namespace', 'a'), clusterWide('v1', 'Namespace', 'a')]),
  ).toEqual([
    'production/application/Namespace a: production/application/Namespace a and production/application/Namespace a both make Namespace a; allowed: one object of a kind and name in a namespace; rename or remove one of the two',
  ]);
});
