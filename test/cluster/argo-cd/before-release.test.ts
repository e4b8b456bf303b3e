import type { ApiClient } from '../../../tools/cluster/harness/client.ts';
import { failingArgument } from '../../../tools/cluster/harness/kwok.ts';
import { at, type KubernetesObject } from '../../../tools/cluster/harness/objects.ts';
import { healthyAnswers } from '../../../tools/cluster/harness/outside.ts';
import { settled, stateUntil } from './applications.ts';
import { hashOf } from './releases.ts';
import { Site, type Tree } from './site.ts';
import { bringUp, createdAt, push, terminateOperation } from './steps.ts';

const namespace = 'production';
const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', namespace, name: 'web' };
const job = { apiVersion: 'batch/v1', kind: 'Job', namespace, name: 'web-before-release' };

let site: Site;
let client: ApiClient;

function treeWith(image: string, command: string): Promise<Tree> {
  const beforeRelease = { args: [command], retries: 0 };
  return site.tree({ production: { applications: { web: { image, beforeRelease } } } });
}

function imageOf(workload: KubernetesObject | undefined): unknown {
  return at(workload, 'spec', 'template', 'spec', 'containers', 0, 'image');
}

/** The ReplicaSet of a version; undefined until there is one. */
async function replicaSetOf(image: string): Promise<KubernetesObject | undefined> {
  const all = await client.list({ apiVersion: 'apps/v1', kind: 'ReplicaSet', namespace });
  return all.find(found => imageOf(found) === image);
}

beforeAll(async () => {
  site = await Site.start();
  client = site.client;
  site.answer(healthyAnswers);
});

afterAll(() => site?.end());

test('in a new environment the Job has ended before the first pods are made', async () => {
  await bringUp(site, await treeWith('app-registry/web-app:1.0.0', 'migrate'), ['production']);
  const found = await client.get(job);
  const version = await replicaSetOf('app-registry/web-app:1.0.0');
  expect(at(found, 'status', 'succeeded')).toBe(1);
  expect(createdAt(version as KubernetesObject)).toBeGreaterThanOrEqual(
    Date.parse(String(at(found, 'status', 'completionTime'))),
  );
});

test('a Job that fails stops the release: the Rollout keeps its template, and users keep their version', async () => {
  const before = { hash: await hashOf(client), template: at(await client.get(rollout), 'spec', 'template') };
  await push(site, await treeWith('app-registry/web-app:1.0.1', failingArgument), 'A migration that fails');
  const failed = await stateUntil(client, 'production', 'failed', ({ message }) =>
    message.includes('reached the specified backoff limit'),
  );
  expect(failed.message).toContain('Job/web-before-release');
  expect(at(await client.get(rollout), 'spec', 'template')).toEqual(before.template);
  expect(await hashOf(client)).toBe(before.hash);
  expect(await replicaSetOf('app-registry/web-app:1.0.1')).toBeUndefined();
});

test('the fix is released without help, in two colors, after its Job', async () => {
  await terminateOperation(client);
  const before = await hashOf(client);
  const image = 'app-registry/web-app:1.0.2';
  const commit = await push(site, await treeWith(image, 'migrate'), 'A migration that works');
  await settled(client, 'production', commit);
  const [found, version] = [await client.get(job), await replicaSetOf(image)];
  expect(imageOf(found)).toBe(image);
  expect(createdAt(version as KubernetesObject)).toBeGreaterThanOrEqual(
    Date.parse(String(at(found, 'status', 'completionTime'))),
  );
  expect(await hashOf(client)).not.toBe(before);
});
