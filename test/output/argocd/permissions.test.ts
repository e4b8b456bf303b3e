import { permissionsFor } from '../../../output/argocd/permissions.ts';

function inShop(apiVersion: string, kind: string) {
  return { apiVersion, kind, metadata: { name: 'web', namespace: 'shop' } };
}

test('a kind without a group is of the core group', () => {
  const { clusterObjects, namespacedKinds, namespaces } = permissionsFor([inShop('v1', 'Widget')]);
  expect(namespacedKinds).toContainEqual({ group: '', kind: 'Widget' });
  expect(clusterObjects).toEqual([]);
  expect(namespaces).toEqual(['shop']);
});

test('two kinds of one name in different groups are both allowed', () => {
  const objects = ['a.example.com/v1', 'b.example.com/v1'].map(version => inShop(version, 'Cluster'));
  const groups = permissionsFor(objects).namespacedKinds.filter(({ kind }) => kind === 'Cluster');
  expect(groups.map(({ group }) => group)).toEqual(['a.example.com', 'b.example.com']);
});

test('a kind is allowed once, however many objects it has', () => {
  const services = permissionsFor([inShop('v1', 'Service'), inShop('v1', 'Service')]).namespacedKinds;
  expect(services.filter(({ group, kind }) => group === '' && kind === 'Service')).toHaveLength(1);
});

test('the order of the objects changes nothing', () => {
  const objects = ['b', 'a'].map(name => ({
    apiVersion: 'example.com/v1',
    kind: 'Wide',
    metadata: { name },
  }));
  expect(permissionsFor(objects)).toEqual(permissionsFor([...objects].reverse()));
});

test('a Namespace is never allowed, an object of that kind in another group is', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
  const sameKind = { apiVersion: 'example.com/v1', kind: 'Namespace', metadata: { name: 'shop' } };
  expect(permissionsFor([namespace, sameKind]).clusterObjects).toEqual([
    { group: 'example.com', kind: 'Namespace', name: 'shop' },
  ]);
});
