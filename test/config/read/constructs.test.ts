import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironments } from '../../../config/load.ts';
import { inFolderWith } from '../../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../../..');

const base = `export default { name: 'shop', cluster: { storageClass: 'ssd' } };`;
const making = (body: string) => `import { ApiObject } from 'cdk8s';
${base}
export const constructs = (chart, environment) => { ${body} };
`;
const configMap = (name: string) =>
  `new ApiObject(chart, '${name}', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '${name}' }, data: { of: environment.name } });`;

async function groupOf(files: Readonly<Record<string, string>>, file = 'shop.ts') {
  const [loaded] = await inFolderWith(files, () => {
    symlinkSync(join(root, 'node_modules'), 'node_modules');
    return loadEnvironments([file]);
  });
  return loaded?.objects.constructs;
}

test('constructs of a file become a group of further objects, made from the environment', async () => {
  const group = await groupOf({ 'shop.ts': making(configMap('a')) });
  expect(group?.manifests).toEqual([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' }, data: { of: 'shop' } },
  ]);
});

test('a file that extends another has its constructs, with its own environment', async () => {
  const child = 'extends: ./shop.ts\nname: canary\nobjects: { constructs: { syncWave: 4 } }\n';
  const group = await groupOf({ 'shop.ts': making(configMap('a')), 'canary.yaml': child }, 'canary.yaml');
  expect(group?.manifests.map(({ data }) => data)).toEqual([{ of: 'canary' }]);
  expect(group?.syncWave).toBe(4);
});

test('constructs of a file take the place of those that it would inherit', async () => {
  const child = making(configMap('b')).replace(
    base,
    "export default { extends: './shop.ts', name: 'canary' };",
  );
  const files = { 'shop.ts': making(configMap('a')), 'canary.ts': child };
  const group = await groupOf(files, 'canary.ts');
  expect(group?.manifests.map(({ metadata }) => metadata.name)).toEqual(['b']);
});

test.each([
  ['throw', making(`throw new Error('no such team');`), 'shop.ts: constructs: cannot be built: no such team'],
  [
    'are not a function',
    `${base}\nexport const constructs = {};`,
    'shop.ts: constructs: expected a function that adds objects to a chart, found an empty object',
  ],
  [
    'make an object of the whole cluster',
    making(`new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } });`),
    'shop.ts: objects.constructs.manifests[0].kind: found Namespace a, which belongs to the whole cluster, expected an object of a namespace; apply it with what sets up the cluster',
  ],
])('constructs that %s are refused', async (_, text, message) => {
  await expect(groupOf({ 'shop.ts': text })).rejects.toThrow(message);
});
