import type { ApiClient } from '../../../tools/cluster/harness/client.ts';
import { pause } from '../../../tools/cluster/harness/deadline.ts';
import { at, type KubernetesObject, listAt } from '../../../tools/cluster/harness/objects.ts';
import { healthyAnswers } from '../../../tools/cluster/harness/outside.ts';
import { applicationOf, refresh, type State, settled, stateOf, stateUntil } from './applications.ts';
import { lastChanges, notOwned, ownedByOthers } from './fields.ts';
import { hashOf, watchRelease } from './releases.ts';
import { applicationSet, objectsOf, Site, type Tree } from './site.ts';
import { bringUp, byWave, createdAt, identity, live, push, sync, withoutAutomaticSyncs } from './steps.ts';
import type { Patch } from './trees.ts';

const environments = ['production', 'staging', 'development'] as const;

/** Only the digest differs from what `environments/production.ts` runs. */
const newDigest = `app-registry/web-app:1.0.0@sha256:${'5e'.repeat(32)}`;

/** What differs without each entry of `ignoreDifferences`: an entry that is not here fails a test. */
const withoutEntry: Readonly<Record<string, readonly string[]>> = {
  '{"jsonPointers":["/spec/selector/rollouts-pod-template-hash"],"kind":"Service"}': [
    'Service/web',
    'Service/web-preview',
  ],
};

const rollout = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  namespace: 'production',
  name: 'web',
};

const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', namespace: 'production', name: 'web' };

let site: Site;
let client: ApiClient;
let tree: Tree;

function treeWith(image?: string): Promise<Tree> {
  const production: Patch = image === undefined ? {} : { applications: { web: { image } } };
  return site.tree({ production, staging: {}, development: {} });
}

function everyObject(): KubernetesObject[] {
  return environments.flatMap(name => objectsOf(tree, name));
}

function entries(): readonly unknown[] {
  const [set] = objectsOf(tree, 'argocd').filter(({ kind }) => kind === 'ApplicationSet');
  return listAt(set, 'spec', 'template', 'spec', 'ignoreDifferences');
}

beforeAll(async () => {
  site = await Site.start();
  client = site.client;
  tree = await treeWith();
});

afterAll(() => site?.end());

test('the namespaces and dist/argocd applied once and then a push bring every environment up with all its objects, at the first attempt', async () => {
  await bringUp(site, tree, environments);
  await live(client, everyObject());
  const applications = await Promise.all(environments.map(name => client.get(applicationOf(name))));
  expect(applications.map(found => at(found, 'status', 'operationState', 'retryCount') ?? 0)).toEqual([
    0, 0, 0,
  ]);
});

test.each(environments)('no object of %s is made before those of the wave before', async name => {
  const waves = byWave(await live(client, objectsOf(tree, name)));
  for (const [index, objects] of waves.slice(1).entries()) {
    const before = Math.max(...(waves[index] as KubernetesObject[]).map(createdAt));
    expect(Math.min(...objects.map(createdAt))).toBeGreaterThanOrEqual(before);
  }
});

test.each(environments)('no wave of %s begins before the one before is healthy', async name => {
  const waves = byWave(await live(client, objectsOf(tree, name)));
  const healthy = waves.map(objects => Math.max(0, ...objects.flatMap(readySince)));
  expect(healthy.filter(time => time > 0).length).toBeGreaterThanOrEqual(2);
  for (const [index, objects] of waves.slice(1).entries()) {
    expect(Math.min(...objects.map(createdAt))).toBeGreaterThanOrEqual(healthy[index] as number);
  }
});

test('through five hard refreshes in two minutes nothing differs, nothing is written and no field changes hands', async () => {
  await client.until(rollout, found => at(found, 'spec', 'replicas') === 3, { what: 'at three pods' });
  const before = await live(client, everyObject());
  for (let round = 0; round < 5; round++) {
    if (round > 0) await pause(30);
    await Promise.all(environments.map(name => refresh(client, name, 'hard')));
    const states = await Promise.all(environments.map(name => client.get(applicationOf(name))));
    expect(states.map(stateOf).flatMap(({ outOfSync }) => outOfSync)).toEqual([]);
  }
  const after = await live(client, everyObject());
  expect(after.map(identity)).toEqual(before.map(identity));
  expect(after.flatMap(lastChanges)).toEqual(before.flatMap(lastChanges));
});

test('Argo CD owns every field that is in Git, except the selectors that Argo Rollouts moves', async () => {
  const stated = everyObject();
  const found = await live(client, stated);
  const selectors = ['production', 'staging'].flatMap(name =>
    ['web', 'web-preview'].map(service => `${name}/Service/${service} spec.selector`),
  );
  const pairs = stated.map((object, index) => [object, found[index] as KubernetesObject] as const);
  expect(pairs.flatMap(([object, found]) => notOwned(object, found)).sort()).toEqual(selectors);
  expect(pairs.flatMap(([object, found]) => ownedByOthers(object, found)).sort()).toEqual(
    selectors.map(path => `${path}: argo-rollouts`),
  );
});

test('every entry in ignoreDifferences is one that a test takes away', () => {
  expect(entries().map(entry => JSON.stringify(entry))).toEqual(Object.keys(withoutEntry));
});

test.each(Object.entries(withoutEntry))(
  'without the entry %s its objects are OutOfSync',
  async (entry, differing) => {
    const others = entries().filter(other => JSON.stringify(other) !== entry);
    await withoutAutomaticSyncs(client, async () => {
      const ignoreDifferences = others.length > 0 ? others : null;
      await client.patch(applicationSet, { spec: { template: { spec: { ignoreDifferences } } } });
      const differs = ({ outOfSync }: State) => differing.every(name => outOfSync.includes(name));
      await stateUntil(client, 'production', 'OutOfSync', differs);
      await site.bootstrap(tree);
      await stateUntil(client, 'production', 'Synced', ({ outOfSync }) => outOfSync.length === 0);
    });
  },
);

test('a new digest is promoted by a sync that never takes the color from the active Service', async () => {
  const old = await hashOf(client);
  tree = await treeWith(newDigest);
  const commit = await push(site, tree, 'Release another digest');
  const looks = await watchRelease(client, commit);
  expect(looks.filter(({ active }) => active === undefined)).toEqual([]);
  const promoted = looks.findIndex(({ active }) => active !== old);
  expect(promoted).toBeGreaterThan(0);
  expect(looks.slice(promoted).filter(({ active }) => active === old)).toEqual([]);
  expect(looks.slice(0, promoted).filter(({ released }) => released)).toEqual([]);
  await settled(client, 'production', commit);
});

test('an aborted release is Degraded and leaves the active Service alone; a revert heals it', async () => {
  const old = await hashOf(client);
  site.answer([{ match: 'web-preview', status: 503 }, ...healthyAnswers]);
  await push(site, await treeWith('app-registry/web-app:1.0.2'), 'Release 1.0.2');
  await stateUntil(client, 'production', 'Degraded', ({ health }) => health === 'Degraded');
  expect(await hashOf(client)).toBe(old);
  site.answer(healthyAnswers);
  await sync(site, tree, 'Revert 1.0.2');
  expect(await hashOf(client)).toBe(old);
});

test('what a person changes by hand is taken back, and the replicas of the autoscaler are not', async () => {
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
  site.answer(healthyAnswers);
});

test('an environment that leaves the list loses its Application and keeps its objects', async () => {
  const before = await live(client, objectsOf(tree, 'development'));
  await site.bootstrap(await site.tree({ production: {}, staging: {} }));
  await client.until(applicationOf('development'), found => found === undefined, { what: 'gone' });
  const after = await live(client, objectsOf(tree, 'development'));
  expect(after.map(identity)).toEqual(before.map(identity));
  expect(after.filter(({ metadata }) => metadata.deletionTimestamp !== undefined)).toEqual([]);
});

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
