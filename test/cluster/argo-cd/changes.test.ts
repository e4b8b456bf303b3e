import { helmChart } from '../../../output/helm/chart.ts';
import { keptByHelm } from '../../../output/helm/kept.ts';
import type { ApiClient } from '../../../tools/cluster/harness/client.ts';
import { type Look, pause, until } from '../../../tools/cluster/harness/deadline.ts';
import {
  at,
  type KubernetesObject,
  label,
  listAt,
  referenceTo,
} from '../../../tools/cluster/harness/objects.ts';
import { wave } from '../../../tools/cluster/harness/waves.ts';
import { applicationOf, refresh, settled, stateOf, stateUntil } from './applications.ts';
import { hashOf, watchActive } from './releases.ts';
import { applicationSet, objectsOf, Site, type Tree } from './site.ts';
import {
  bringUp,
  confirmDeletion,
  identity,
  live,
  push,
  report,
  sync,
  terminateOperation,
  withoutAutomaticSyncs,
} from './steps.ts';
import { strays } from './strays.ts';
import { type Patch, treeOf, withShortAnalyses } from './trees.ts';

const question = 'waiting for pruning confirmation of ';

let site: Site;
let client: ApiClient;
/** What production is to be now. */
let tree: Tree;

function treeWith(production: Patch): Promise<Tree> {
  return site.tree({ production });
}

/** The labels of those of the objects that are still there. */
async function remaining(objects: readonly KubernetesObject[]): Promise<string[]> {
  const found = await Promise.all(objects.map(object => client.find(referenceTo(object))));
  return found.flatMap(object => (object ? [label(referenceTo(object))] : []));
}

/** Whether Helm keeps an object: those that a person must confirm before they go. */
function isKept(object: KubernetesObject): boolean {
  return keptByHelm(object) !== object;
}

async function state(): Promise<ReturnType<typeof stateOf>> {
  return stateOf(await client.get(applicationOf('production')));
}

beforeAll(async () => {
  site = await Site.start();
  client = site.client;
});

afterAll(() => site?.end());

test('the Helm chart in place of the tree differs only in the mark by which Helm keeps objects, and a sync of it changes none', async () => {
  const described = await site.environments({ production: { applications: { report } } });
  const chart = helmChart(described);
  // Analyses as they are: the chart's cannot be withShortAnalyses.
  tree = treeOf(described);
  await bringUp(site, tree, ['production']);
  const objects = objectsOf(tree, 'production');
  const before = await live(client, objects);
  await withoutAutomaticSyncs(client, async () => {
    const commit = await site.repository.push(chart, 'The chart too', 'chart');
    await site.syncFromChart('chart', 'values-production.yaml');
    await refresh(client, 'production', 'hard');
    const found = await state();
    expect(found).toMatchObject({ revision: commit, conditions: [] });
    expect([...found.outOfSync].sort()).toEqual(
      objects
        .filter(isKept)
        .map(({ kind, metadata }) => `${kind}/${metadata.name}`)
        .sort(),
    );
    await client.patch(applicationOf('production'), { operation: { sync: { revision: commit } } });
    const synced = (found: unknown) =>
      at(found, 'status', 'operationState', 'syncResult', 'source', 'path') === 'chart' &&
      at(found, 'status', 'operationState', 'phase') === 'Succeeded';
    await client.until(applicationOf('production'), synced, { what: 'synced from the chart', seconds: 480 });
    await stateUntil(client, 'production', 'Synced', ({ outOfSync }) => outOfSync.length === 0);
  });
  expect((await live(client, objects)).map(identity)).toEqual(before.map(identity));
  tree = withShortAnalyses(tree);
  await site.syncFromTree(tree);
});

test('fewer replicas that come with a new version leave the color in use as it is until the new one is', async () => {
  await sync(site, tree, 'The tree again');
  const before = await hashOf(client, 'report');
  const smaller = { ...report, image: 'app-registry/report:1.0.1', scale: 1 };
  tree = await treeWith({ applications: { report: smaller } });
  await push(site, tree, 'A smaller report');
  const looks = await watchActive(client, 'report', 1);
  const old = looks.filter(({ hash }) => hash === before);
  expect(old.length).toBeGreaterThan(0);
  expect(new Set(old.map(({ replicas }) => replicas))).toEqual(new Set([3]));
});

test('a Rollout that becomes a Deployment is deleted only when the Deployment serves', async () => {
  tree = await treeWith({
    applications: { report: { ...report, delivery: { strategy: 'rollingUpdate' } } },
  });
  const commit = await push(site, tree, 'Roll report');
  const looks = await watchReplacement();
  expect(looks.filter(({ before, after }) => before && after).length).toBeGreaterThan(0);
  expect(looks.filter(({ before, after }) => !before && !after)).toEqual([]);
  await settled(client, 'production', commit);
});

test('an application that leaves the environment disappears from every tier', async () => {
  const mine = objectsOf(tree, 'production').filter(({ metadata }) => metadata.name.startsWith('report'));
  expect(new Set(mine.map(wave)).size).toBeGreaterThan(1);
  tree = await treeWith({});
  await sync(site, tree, 'Remove report');
  expect(await remaining(mine)).toEqual([]);
});

test.each(strays)('%s is refused by name, and what runs goes on', async (_what, object, message) => {
  // Else the wait between the attempts for the case before, which grows, comes on top.
  await terminateOperation(client);
  const before = await live(client, objectsOf(tree, 'production'));
  const bad = new Map([...tree, ['production/platform/bad.yaml', JSON.stringify(object)]]);
  await push(site, bad, 'Something bad');
  await stateUntil(client, 'production', 'refused', found => found.message.includes(message));
  const after = await live(client, objectsOf(tree, 'production'));
  expect(after.map(({ metadata }) => metadata.uid)).toEqual(before.map(({ metadata }) => metadata.uid));
});

test.each([
  ['by the file of the namespace', {}],
  ['by a hook', { 'argocd.argoproj.io/hook': 'PreSync' }],
])('Pod Security labels are lifted by nothing in Git: %s', async (_what, annotations) => {
  await terminateOperation(client);
  const of = { apiVersion: 'v1', kind: 'Namespace', name: 'production' };
  const before = await client.get(of);
  const labels = { 'pod-security.kubernetes.io/enforce': 'privileged' };
  const open = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'production', labels, annotations } };
  // A hook alone is not a difference, so it starts no sync.
  const more = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'more', namespace: 'production' } };
  const path = 'production/platform/namespace-production.yaml';
  expect(tree.has(path)).toBe(true);
  const lifting = new Map([
    ...tree,
    [path, JSON.stringify(open)],
    ['production/platform/more.yaml', JSON.stringify(more)],
  ]);
  const commit = await push(site, lifting, 'Lift Pod Security');
  const refused = (found: KubernetesObject | undefined) =>
    at(found, 'status', 'operationState', 'operation', 'sync', 'revision') === commit &&
    stateOf(found).message.includes(
      'Namespace/production: resource :Namespace is not permitted in project production',
    );
  await client.until(applicationOf('production'), refused, { what: 'refused', seconds: 480 });
  expect(identity(await client.get(of))).toEqual(identity(before));
});

test('the next good push after those recovers without help', async () => {
  await sync(site, tree, 'Take it back');
});

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
  const found = await stateUntil(client, 'stray', 'refused', ({ conditions }) => conditions.length > 0);
  expect(found.conditions).toContain(
    `InvalidSpecError: application repo ${repoURL} is not permitted in project 'production'`,
  );
  await client.delete(of);
});

test('a file that is not YAML is named, what runs goes on, and the next good push recovers', async () => {
  // The file of an object that runs: Argo CD skips a file without apiVersion, kind and metadata, whatever is in it.
  const path = 'production/application/rollout-web.yaml';
  const torn = String(tree.get(path)).replace('spec:', 'spec: [');
  await push(site, new Map([...tree, [path, torn]]), 'A torn file');
  const found = await stateUntil(client, 'production', 'in error', ({ conditions }) => conditions.length > 0);
  expect(found.conditions.join('\n')).toContain(path.split('/').at(-1));
  await live(client, objectsOf(tree, 'production'));
  await sync(site, tree, 'Take it back');
});

test('an environment whose folder leaves Git before it leaves the list loses no object, and comes back', async () => {
  const objects = objectsOf(tree, 'production');
  const before = await live(client, objects);
  const without = [...tree].filter(([path]) => !path.startsWith('production/'));
  await push(site, new Map(without), 'Remove the environment');
  const found = await stateUntil(client, 'production', 'in error', ({ conditions }) => conditions.length > 0);
  expect(found.conditions.join('\n')).toContain('dist/production: app path does not exist');
  await pause(5);
  expect((await live(client, objects)).map(identity)).toEqual(before.map(identity));
  await sync(site, tree, 'Put the environment back');
  const uids = (found: readonly KubernetesObject[]) => found.map(({ metadata }) => metadata.uid);
  expect(uids(await live(client, objects))).toEqual(uids(before));
}, 240_000);

describe('a database that leaves Git', () => {
  let without: Tree;
  let leaving: readonly KubernetesObject[];

  beforeAll(async () => {
    without = await treeWith({ applications: { web: { uses: ['cache'] } }, database: null });
    leaving = objectsOf(tree, 'production').filter(
      object => isKept(object) && object.metadata.name.startsWith('database'),
    );
    expect(leaving.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['Cluster', 'ObjectStore', 'Issuer']),
    );
  });

  test('is kept until a person confirms, and comes back when they end the sync', async () => {
    const before = await live(client, leaving);
    await push(site, without, 'Remove the database');
    await stateUntil(client, 'production', 'asking', ({ message }) => message.startsWith(question));
    await pause(5);
    expect((await live(client, leaving)).map(identity)).toEqual(before.map(identity));
    const commit = await push(site, tree, 'Put the database back');
    await pause(5);
    expect((await state()).message).toContain(question);
    await terminateOperation(client);
    await settled(client, 'production', commit);
    expect((await live(client, leaving)).map(identity)).toEqual(before.map(identity));
  });

  test('goes when a person has confirmed', async () => {
    const commit = await push(site, without, 'Remove the database after all');
    await stateUntil(client, 'production', 'asking', ({ message }) => message.startsWith(question));
    expect(await remaining(leaving)).toHaveLength(leaving.length);
    await confirmDeletion(client);
    await settled(client, 'production', commit);
    expect(await remaining(leaving)).toEqual([]);
    tree = without;
  });
});

test('an environment that is to go with its objects waits for a person, and then all of them go but the namespace', async () => {
  const objects = objectsOf(tree, 'production');
  const before = await live(client, objects);
  await client.patch(applicationSet, { spec: { syncPolicy: { preserveResourcesOnDeletion: false } } });
  const cascades = (found: unknown) => listAt(found, 'metadata', 'finalizers').length > 0;
  await client.until(applicationOf('production'), cascades, { what: 'with a finalizer' });
  await client.patch(applicationSet, { spec: { generators: [{ list: { elements: [] } }] } });
  await site.logged('argocd-application-controller', /requires manual confirmation to delete/);
  await pause(5);
  const after = await live(client, objects);
  expect(after.map(identity)).toEqual(before.map(identity));
  expect(after.filter(({ metadata }) => metadata.deletionTimestamp !== undefined)).toEqual([]);
  await confirmDeletion(client);
  const gone = (found: unknown) => found === undefined;
  await client.until(applicationOf('production'), gone, { what: 'gone', seconds: 720 });
  expect(await remaining(objects)).toEqual([]);
  await client.get({ apiVersion: 'v1', kind: 'Namespace', name: 'production' });
});

/** Whether the Rollout of report is there, and whether its Deployment serves, until the Rollout is gone. */
async function watchReplacement(): Promise<readonly { before: boolean; after: boolean }[]> {
  const of = { namespace: 'production', name: 'report' };
  const looks: { before: boolean; after: boolean }[] = [];
  const look = async (): Promise<Look<typeof looks>> => {
    const deployment = await client.find({ apiVersion: 'apps/v1', kind: 'Deployment', ...of });
    const rollout = await client.find({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', ...of });
    const wished = at(deployment, 'spec', 'replicas');
    const after = wished !== undefined && at(deployment, 'status', 'availableReplicas') === wished;
    const before = rollout !== undefined && rollout.metadata.deletionTimestamp === undefined;
    looks.push({ before, after });
    return before ? { state: JSON.stringify(looks.at(-1)) } : { done: looks };
  };
  return until('Rollout of report gone', look, { seconds: 480, every: 0.1 });
}
