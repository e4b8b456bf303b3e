import { type EnvironmentInput, environmentSchema } from '../../../config/environment.ts';
import { loadEnvironments } from '../../../config/load.ts';
import { chartValues, helms, ownValues, renderedWith, synthesized, type Values } from './chart.ts';

const [production] = await loadEnvironments(['environments/production.ts']);
if (production === undefined) throw new Error('no environment');
const environment = production;

const small: EnvironmentInput = {
  name: 'shop',
  cluster: { storageClass: 'ssd' },
  applications: {
    web: {
      image: 'registry.example.com/web:1.0.0',
      resources: { requests: { cpu: '100m', memory: '64Mi' } },
      container: 'web',
      env: { A_KEY: 'a' },
      host: 'shop.example.com',
    },
  },
  cache: { memory: '1Gi' },
  objects: {
    extra: {
      manifests: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'extra' }, data: { a: 'b' } }],
    },
  },
  patches: [
    {
      target: { kind: 'Rollout', name: 'web' },
      merge: {
        metadata: { annotations: { 'example.com/owner': 'a\n---\nb' } },
        spec: {
          progressDeadlineSeconds: 1_000_000,
          strategy: { blueGreen: { scaleDownDelaySeconds: null } },
          template: { spec: { nodeSelector: { pool: 'on', none: null }, priorityClassName: 'yes' } },
        },
      },
    },
    {
      target: { kind: 'Rollout', name: 'web' },
      json: [
        { op: 'test', path: '/spec/template/spec/containers/0/name', value: 'web' },
        { op: 'add', path: '/spec/template/spec/containers/0/env/-', value: { name: 'B', value: '1e3' } },
        { op: 'add', path: '/spec/template/spec/containers/0/env/0', value: { name: 'Z', value: '' } },
        { op: 'add', path: '/spec/template/metadata/annotations', value: { 'a/b': 'c' } },
        { op: 'add', path: '/spec/template/metadata/annotations/d~1e', value: 'f' },
        { op: 'replace', path: '/spec/template/spec/containers/0/ports/0/containerPort', value: 8080.5 },
        { op: 'remove', path: '/spec/template/metadata/annotations/a~1b' },
      ],
    },
    { target: { kind: 'ConfigMap', name: 'extra' }, merge: { data: { a: { b: null } } } },
    {
      target: { kind: 'StatefulSet', name: 'cache' },
      json: [{ op: 'remove', path: '/spec/template/spec/containers/1' }],
    },
    { target: { kind: 'Service', name: 'cache-1' }, merge: { spec: { ports: [] } } },
  ],
};

const target = { kind: 'Rollout', name: 'web' };

/** Patches of the chart's own values, each with one fault, and a part of the message. */
const faults: readonly (readonly [what: string, patches: Values[string], message: string])[] = [
  [
    'an object that is not there',
    [{ target: { kind: 'Rollout', name: 'shop' }, merge: { spec: { replicas: 1 } } }],
    'patches[0].target: found no Rollout shop; name another object',
  ],
  [
    'a patch that changes nothing',
    [{ target, merge: { spec: { nothing: null } } }],
    'patches[0]: changes nothing',
  ],
  [
    'a path that is not there',
    [{ target, json: [{ op: 'replace', path: '/spec/nothing', value: 1 }] }],
    'patches[0].json[0].path: found "/spec/nothing", which the object does not have',
  ],
  [
    'an item behind the end of a list',
    [{ target, json: [{ op: 'add', path: '/spec/template/spec/containers/7', value: {} }] }],
    'patches[0].json[0].path: found "/spec/template/spec/containers/7"',
  ],
  [
    'a test that fails',
    [{ target, json: [{ op: 'test', path: '/kind', value: 'Deployment' }] }],
    'patches[0].json[0]: found "Rollout" at /kind; correct the patch',
  ],
  [
    'an operation that is unknown',
    [{ target, json: [{ op: 'move', path: '/kind' }] }],
    '/patches/0/json/0/op',
  ],
  [
    'another name',
    [{ target, merge: { metadata: { name: 'other' } } }],
    'patches[0]: changes the kind, the name or the namespace of Rollout web',
  ],
  [
    'no metadata',
    [{ target, json: [{ op: 'remove', path: '/metadata' }] }],
    'patches[0]: changes metadata of Rollout web',
  ],
];

describe.each(helms)('%s', helm => {
  test('renders patched objects exactly as they are synthesized', async () => {
    const shop = environmentSchema.parse(small);
    expect(await renderedWith(helm, chartValues(shop))).toEqual(synthesized(shop));
  });

  test('renders all of production as before but for what a patch names', async () => {
    const patches = [{ target, merge: { spec: { revisionHistoryLimit: 7 } } }];
    const rendered = await renderedWith(helm, chartValues({ ...environment, patches }));
    expect(rendered['Rollout web']?.metadata.annotations).toMatchObject({ 'slipway.dev/patched': 'true' });
    expect(rendered).toEqual(synthesized({ ...environment, patches }));
  });

  test.each(faults)('refuses %s', async (_, patches, message) => {
    expect(ownValues.patches).toEqual([]);
    await expect(renderedWith(helm, { patches })).rejects.toThrow(message);
  });
});
