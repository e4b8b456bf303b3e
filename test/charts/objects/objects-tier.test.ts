import { App } from 'cdk8s';
import { ProductionStack } from '../../../charts/production-stack.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { loadEnvironments } from '../../../config/load.ts';
import { synthesize } from '../../../output/synthesize.ts';
import { environmentWith } from '../../support/environment.ts';
import { furtherObjects } from '../../support/full/objects.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';
import { inFolderWith } from '../../support/temporary-folder.ts';

const queue = {
  apiVersion: 'example.com/v1',
  kind: 'Queue',
  metadata: { name: 'mails', labels: { team: 'shop', 'app.kubernetes.io/managed-by': 'Helm' } },
};

function manifestsWith(objects: EnvironmentInput['objects']): Manifest[] {
  return manifestsOf(new ProductionStack(new App(), environmentWith({ name: 'shop', objects })));
}

test('a further object has the namespace, the labels and the wave of its group', () => {
  const manifests = manifestsWith({ mail: { manifests: [queue], syncWave: 4 } });
  expect(objectOf(manifests, 'Queue', 'mails').metadata).toEqual({
    name: 'mails',
    namespace: 'shop',
    labels: {
      team: 'shop',
      'app.kubernetes.io/managed-by': 'slipway',
      'app.kubernetes.io/part-of': 'shop',
    },
    annotations: { 'argocd.argoproj.io/sync-wave': '4' },
  });
});

test('further objects come with the database and the cache, before the applications, by default', () => {
  const manifests = manifestsWith({ mail: { manifests: [queue] } });
  const { annotations } = objectOf(manifests, 'Queue', 'mails').metadata;
  expect(annotations['argocd.argoproj.io/sync-wave']).toBe('2');
});

test('only the AppProject of its environment permits the kind of a further object', () => {
  const gitops = { repository: 'https://git.example.com/platform.git' };
  const { objects } = synthesize([
    environmentWith({ name: 'one', gitops, objects: { mail: { manifests: [queue] } } }),
    environmentWith({ name: 'other', gitops }),
  ]);
  const permitting = objects.filter(
    ({ manifest }) => manifest.kind === 'AppProject' && JSON.stringify(manifest).includes('"Queue"'),
  );
  expect(permitting.map(({ manifest }) => manifest.metadata.name)).toEqual(['one']);
});

test('pods that a group does not state are more than the quota allows', () => {
  const { memcached } = furtherObjects.objects;
  const rulesOf = (group: NonNullable<EnvironmentInput['objects']>[string]) =>
    synthesize([environmentWith({ namespace: 'shop', applications: {}, objects: { group } })]).violations.map(
      ({ rule }) => rule,
    );
  expect(rulesOf(memcached)).toEqual([]);
  expect(new Set(rulesOf({ ...memcached, pods: [] }))).toEqual(new Set(['quota']));
});

test('a Secret that others make is one that its objects may read', () => {
  const { memcached } = furtherObjects.objects;
  const { violations } = synthesize([
    environmentWith({ namespace: 'shop', objects: { memcached: { ...memcached, secrets: [] } } }),
  ]);
  expect(violations.map(({ rule }) => rule)).toEqual(['secret-keys']);
});

const environment = `name: shop
cluster: { storageClass: ssd }
objects: { extra: { path: ./extra } }
`;
const configMap = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;

async function namesIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  const [loaded] = await inFolderWith({ 'environments/shop.yaml': environment, ...files }, () =>
    loadEnvironments(['environments/shop.yaml']),
  );
  return (loaded?.objects.extra?.manifests ?? []).map(({ metadata }) => metadata.name);
}

test('a folder has several files in the order of their names, each with several documents', async () => {
  const names = await namesIn({
    'environments/extra/b.yaml': configMap('third'),
    'environments/extra/a.yml': `---\n${configMap('first')}---\n${configMap('second')}---\n`,
    'environments/extra/_draft.yaml': configMap('draft'),
    'environments/extra/README.md': 'not a manifest',
  });
  expect(names).toEqual(['first', 'second', 'third']);
});

test.each([
  [
    'a file that is not YAML',
    'a: [',
    /found "\.\/extra", where environments\/extra\/a\.yaml is not YAML in line 1/,
  ],
  ['an empty file', '', /is empty, expected objects of Kubernetes; add one, or remove it/],
])('%s is refused', async (_, text, message) => {
  await expect(namesIn({ 'environments/extra/a.yaml': text })).rejects.toThrow(message);
});

test('a folder without manifests is refused', async () => {
  await expect(namesIn({ 'environments/extra/README.md': '' })).rejects.toThrow(
    'objects.extra.path: found "./extra", which has no .yaml or .json file; add one, or name another folder',
  );
});
