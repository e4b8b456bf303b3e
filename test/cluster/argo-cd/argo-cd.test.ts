import type { ApiClient } from '../../../tools/cluster/harness/client.ts';
import { pause } from '../../../tools/cluster/harness/deadline.ts';
import {
  at,
  type KubernetesObject,
  label,
  listAt,
  referenceTo,
} from '../../../tools/cluster/harness/objects.ts';
import { wave } from '../../../tools/cluster/harness/waves.ts';
import { applicationOf, refresh, type State, settled, stateOf, stateUntil } from './applications.ts';
import { hashOf, watchRelease } from './releases.ts';
import { calm, objectsOf, Site, type Tree } from './site.ts';
import type { Patch } from './trees.ts';

const environments = ['production', 'development'];

/** A second application in production, which nothing uses. */
const report = {
  image: 'app-registry/report:1.0.0',
  resources: { requests: { cpu: '100m', memory: '64Mi' } },
};

const rollout = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  namespace: 'production',
  name: 'web',
};

const applicationSet = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'ApplicationSet',
  namespace: 'argocd',
  name: 'environments',
};

let site: Site;
let client: ApiClient;
let tree: Tree;

/** The tree with production changed. */
function treeWith(web: Patch = {}, production: Patch = {}): Promise<Tree> {
  const patch = { applications: { web, report }, ...production } as Patch;
  return site.tree({ production: patch, development: {} });
}

/** Pushes a tree and lets Argo CD look at it at once. Returns the commit. */
async function push(pushed: Tree, message: string, name = 'production'): Promise<string> {
  const commit = await site.repository.push(pushed, message);
  await refresh(client, name);
  return commit;
}

/** Pushes a tree and waits until production is what it says. */
async function sync(pushed: Tree, message: string): Promise<string> {
  const commit = await push(pushed, message);
  await settled(client, 'production', commit);
  return commit;
}

async function live(objects: readonly KubernetesObject[]): Promise<KubernetesObject[]> {
  return Promise.all(objects.map(object => client.get(referenceTo(object))));
}

beforeAll(async () => {
  site = await Site.start();
  client = site.client;
  site.answer(calm);
  tree = await treeWith();
}, 400_000);

afterAll(() => site?.end(), 60_000);

test('dist/argocd applied once and then a push bring every environment up, healthy, with all its objects', async () => {
  await site.bootstrap(tree);
  const commit = await site.repository.push(tree, 'Describe two environments');
  for (const name of environments) {
    await client.until(applicationOf(name), found => found !== undefined, { what: 'made by its set' });
    await refresh(client, name);
  }
  for (const name of environments) await settled(client, name, commit, 240);
  for (const name of environments) expect(await live(objectsOf(tree, name))).not.toContain(undefined);
}, 400_000);

test.each(environments)('no object of %s is made before those of the wave before', async name => {
  const waves = byWave(await live(objectsOf(tree, name)));
  for (const [index, objects] of waves.slice(1).entries()) {
    const before = Math.max(...(waves[index] as KubernetesObject[]).map(createdAt));
    expect(Math.min(...objects.map(createdAt))).toBeGreaterThanOrEqual(before);
  }
});

test.each(environments)('no wave of %s begins before the one before is healthy', async name => {
  const waves = byWave(await live(objectsOf(tree, name)));
  const healthy = waves.map(objects => Math.max(0, ...objects.flatMap(readySince)));
  expect(healthy.filter(time => time > 0).length).toBeGreaterThanOrEqual(2);
  for (const [index, objects] of waves.slice(1).entries()) {
    expect(Math.min(...objects.map(createdAt))).toBeGreaterThanOrEqual(healthy[index] as number);
  }
});

test('five hard refreshes later nothing differs, and no generation has moved', async () => {
  await client.until(rollout, found => at(found, 'spec', 'replicas') === 3, { what: 'at three pods' });
  const objects = objectsOf(tree, 'production');
  const before = await live(objects);
  for (let round = 0; round < 5; round++) {
    await refresh(client, 'production', 'hard');
    expect(stateOf(await client.get(applicationOf('production'))).outOfSync).toEqual([]);
    await pause(3);
  }
  const after = await live(objects);
  expect(after.map(generation)).toEqual(before.map(generation));
}, 180_000);

test('without its entry in ignoreDifferences the colour in both selectors is a difference', async () => {
  const automatic = at(await client.get(applicationOf('production')), 'spec', 'syncPolicy', 'automated');
  // As a person does in an emergency; the ApplicationSet leaves it so.
  await client.patch(applicationOf('production'), { spec: { syncPolicy: { automated: null } } });
  await client.patch(applicationSet, { spec: { template: { spec: { ignoreDifferences: null } } } });
  const withColour = ['Service/web', 'Service/web-preview'];
  const differs = ({ outOfSync }: State) => withColour.every(name => outOfSync.includes(name));
  await stateUntil(client, 'production', 'OutOfSync', differs);
  expect(await hashOf(client)).toBeDefined();
  await site.bootstrap(tree);
  await stateUntil(client, 'production', 'Synced', ({ outOfSync }) => outOfSync.length === 0);
  await client.patch(applicationOf('production'), { spec: { syncPolicy: { automated: automatic } } });
}, 180_000);

test('a new image is promoted by a sync that never takes the colour from the active Service', async () => {
  const old = await hashOf(client);
  const commit = await push(await treeWith({ image: 'app-registry/web-app:1.0.1' }), 'Release 1.0.1');
  const looks = await watchRelease(client, commit);
  expect(looks.filter(({ active }) => active === undefined)).toEqual([]);
  const promoted = looks.findIndex(({ active }) => active !== old);
  expect(promoted).toBeGreaterThan(0);
  expect(looks.slice(promoted).filter(({ active }) => active === old)).toEqual([]);
  expect(looks.slice(0, promoted).filter(({ released }) => released)).toEqual([]);
  await settled(client, 'production', commit);
}, 180_000);

test('an aborted release is Degraded and leaves the active Service alone; a revert heals it', async () => {
  const old = await hashOf(client);
  const good = await treeWith({ image: 'app-registry/web-app:1.0.1' });
  site.answer([{ match: 'web-preview', status: 503 }, ...calm]);
  await push(await treeWith({ image: 'app-registry/web-app:1.0.2' }), 'Release 1.0.2');
  await stateUntil(client, 'production', 'Degraded', ({ health }) => health === 'Degraded');
  expect(await hashOf(client)).toBe(old);
  site.answer(calm);
  await sync(good, 'Revert 1.0.2');
  expect(await hashOf(client)).toBe(old);
  tree = good;
}, 240_000);

test('what a person changes by hand is taken back, and the replicas of the autoscaler are not', async () => {
  const budget = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    namespace: 'production',
    name: 'web',
  };
  const before = at(await client.get(budget), 'spec', 'maxUnavailable');
  site.answer([
    { match: 'code=~', value: 1 },
    { match: 'http_requests_total', value: 7000 },
  ]);
  await client.until(rollout, found => Number(at(found, 'spec', 'replicas')) > 3, { what: 'scaled up' });
  await client.patch(budget, { spec: { maxUnavailable: 2 } });
  await client.until(budget, found => at(found, 'spec', 'maxUnavailable') === before, { what: 'taken back' });
  await refresh(client, 'production', 'hard');
  expect(Number(at(await client.get(rollout), 'spec', 'replicas'))).toBeGreaterThan(3);
  expect(stateOf(await client.get(applicationOf('production'))).outOfSync).toEqual([]);
  site.answer(calm);
}, 120_000);

test('an application that leaves the environment disappears from every tier', async () => {
  const mine = objectsOf(tree, 'production').filter(({ metadata }) => metadata.name.startsWith('report'));
  expect(new Set(mine.map(wave)).size).toBeGreaterThan(1);
  tree = await treeWith({ image: 'app-registry/web-app:1.0.1' }, { applications: { report: null } });
  await sync(tree, 'Remove report');
  const left = await Promise.all(mine.map(object => client.find(referenceTo(object))));
  expect(left.flatMap(object => (object ? [label(referenceTo(object))] : []))).toEqual([]);
}, 180_000);

test.each([
  [
    'a kind that no environment has',
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'all' }, rules: [] },
    'ClusterRole/all: resource rbac.authorization.k8s.io:ClusterRole is not permitted in project production',
  ],
  [
    'an object for another namespace',
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'stray', namespace: 'default' } },
    "ConfigMap/stray: namespace default is not permitted in project 'production'",
  ],
  [
    'an object that the server refuses',
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'broken', namespace: 'production' }, spec: {} },
    'Service/broken: ',
  ],
])(
  '%s is refused by name, and what runs goes on',
  async (_what, object, message) => {
    const before = await live(objectsOf(tree, 'production'));
    await push(new Map([...tree, ['production/platform/bad.yaml', JSON.stringify(object)]]), 'Something bad');
    await stateUntil(client, 'production', 'refused', found => found.message.includes(message));
    const after = await live(objectsOf(tree, 'production'));
    expect(after.map(({ metadata }) => metadata.uid)).toEqual(before.map(({ metadata }) => metadata.uid));
  },
  180_000,
);

test('the next good push after those recovers by itself', async () => {
  await sync(tree, 'Take it back');
}, 180_000);

test('an Application of the project from another repository is refused', async () => {
  const repoURL = 'https://git.example.com/other.git';
  const of = applicationOf('stray');
  const { kind, apiVersion, name, namespace } = of;
  await client.apply({
    apiVersion,
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    spec: {
      project: 'production',
      source: { repoURL, path: '.', targetRevision: 'main' },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'production' },
    },
  });
  const state = await stateUntil(client, 'stray', 'refused', ({ conditions }) => conditions.length > 0);
  expect(state.conditions).toContain(
    `InvalidSpecError: application repo ${repoURL} is not permitted in project 'production'`,
  );
  await client.delete(of);
});

test('a file that is no YAML is named, what runs goes on, and the next good push recovers', async () => {
  // The file of an object that runs: Argo CD skips a file without apiVersion, kind and metadata, whatever is in it.
  const path = 'production/application/rollout-web.yaml';
  await push(new Map([...tree, [path, String(tree.get(path)).replace('spec:', 'spec: [')]]), 'A torn file');
  const state = await stateUntil(client, 'production', 'in error', ({ conditions }) => conditions.length > 0);
  expect(state.conditions.join('\n')).toContain(path.split('/').at(-1));
  await live(objectsOf(tree, 'production'));
  await sync(tree, 'Take it back');
}, 180_000);

test('a database that leaves Git is kept until a person confirms, and comes back when they end the sync', async () => {
  const database = objectsOf(tree, 'production').find(({ kind }) => kind === 'Cluster') as KubernetesObject;
  const { uid } = (await client.get(referenceTo(database))).metadata;
  const without = await treeWith(
    { image: 'app-registry/web-app:1.0.1', uses: ['cache'] },
    { database: null },
  );
  await push(without, 'Remove the database');
  const question = 'waiting for pruning confirmation of ';
  await stateUntil(client, 'production', 'asking', ({ message }) => message.startsWith(question));
  await pause(5);
  expect((await client.get(referenceTo(database))).metadata.deletionTimestamp).toBeUndefined();
  const commit = await push(tree, 'Put the database back');
  await pause(5);
  expect(stateOf(await client.get(applicationOf('production'))).message).toContain(question);
  // What `argocd app terminate-op production` does.
  await client.patch(applicationOf('production'), { status: { operationState: { phase: 'Terminating' } } });
  await settled(client, 'production', commit);
  expect((await client.get(referenceTo(database))).metadata.uid).toBe(uid);
}, 180_000);

function byWave(objects: readonly KubernetesObject[]): KubernetesObject[][] {
  const waves = new Map<number, KubernetesObject[]>();
  for (const object of objects) waves.set(wave(object), [...(waves.get(wave(object)) ?? []), object]);
  return [...waves].sort(([a], [b]) => a - b).map(([, inside]) => inside);
}

function createdAt(object: KubernetesObject): number {
  return Date.parse(String(at(object, 'metadata', 'creationTimestamp')));
}

/**
 * When an object said that it is ready; nothing where it has no such condition, or said it again since.
 *
 * In whole seconds, as the server writes `creationTimestamp`: some conditions have milliseconds, and an object made
 * within the same second would seem to be older.
 */
function readySince(object: KubernetesObject): number[] {
  if (object.kind !== 'Cluster' && object.kind !== 'Certificate' && object.kind !== 'Issuer') return [];
  const times = listAt(object, 'status', 'conditions').map(entry => String(at(entry, 'lastTransitionTime')));
  return times.map(time => Math.floor(Date.parse(time) / 1000) * 1000);
}

function generation({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name} ${metadata.generation}`;
}
