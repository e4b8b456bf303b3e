import type { Values } from './chart.ts';

type Json = Values[string];

const objects = (...manifests: readonly Json[]): Values => ({
  objects: { extra: { manifests, syncWave: 2, pods: [], secrets: [] } },
});
const map = (rest: Readonly<Record<string, Json>>, metadata: Readonly<Record<string, Json>> = {}): Json => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'extra', ...metadata },
  ...rest,
});
const target = { kind: 'Rollout', name: 'web' };
const patches = (...all: readonly Json[]): Values => ({ patches: all });

/** Values over those of production with one fault in further objects or patches, and the value that is named. */
export const faultsOfObjects: readonly (readonly [what: string, values: Values, named: string])[] = [
  ['a group without manifests', objects(), 'objects.extra'],
  [
    'an object without a name',
    objects({ apiVersion: 'v1', kind: 'ConfigMap', metadata: {} }),
    '/objects/extra/manifests/0/metadata/name',
  ],
  [
    'an object of the whole cluster',
    objects({ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' } }),
    'objects.extra.manifests[0].kind',
  ],
  [
    'an object of the whole cluster, by the begin of its kind',
    objects({ apiVersion: 'example.com/v1', kind: 'ClusterQueue', metadata: { name: 'a' } }),
    'objects.extra.manifests[0].kind',
  ],
  [
    'an object of another namespace',
    objects(map({}, { namespace: 'elsewhere' })),
    'objects.extra.manifests[0].metadata.namespace',
  ],
  [
    'the values of a Secret',
    objects({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { a: 'b' } }),
    'objects.extra.manifests[0]',
  ],
  [
    'a wave in a manifest',
    objects(map({}, { annotations: { 'argocd.argoproj.io/sync-wave': '1' } })),
    'objects.extra.manifests[0].metadata.annotations',
  ],
  ['an object twice', objects(map({}), map({})), 'objects.extra.manifests[1]'],
  ['null in an object', objects(map({ data: { list: [null] } })), 'objects.extra.manifests[0]'],
  [
    'a secret in an object',
    objects(map({ data: { url: 'postgres://app:hunter2@db.example.com/app' } })),
    'objects.extra.manifests[0]',
  ],
  [
    'a private key in an object',
    objects(map({ data: { key: `${'a '.repeat(60)}-----BEGIN RSA PRIVATE KEY-----` } })),
    'objects.extra.manifests[0]',
  ],
  [
    'a secret in a patch',
    patches({
      target,
      merge: { metadata: { annotations: { url: 'postgres://app:hunter2@db.example.com/app' } } },
    }),
    'patches[0]',
  ],
  ['a patch without a change', patches({ target }), 'patches[0]'],
  [
    'a patch of two kinds',
    patches({ target, merge: { a: 1 }, json: [{ op: 'remove', path: '/spec' }] }),
    'patches[0].json',
  ],
  [
    'a value that is removed',
    patches({ target, json: [{ op: 'remove', path: '/spec', value: 1 }] }),
    'patches[0].json[0].value',
  ],
  [
    'no value to add',
    patches({ target, json: [{ op: 'add', path: '/spec/a' }] }),
    'patches[0].json[0].value',
  ],
  [
    'a path that ends with a tilde',
    patches({ target, json: [{ op: 'remove', path: '/spec/~' }] }),
    '/patches/0/json/0/path',
  ],
];
