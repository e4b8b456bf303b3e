import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from '../../tools/cache.ts';
import { ApiClient } from '../../tools/cluster/harness/client.ts';
import { readKubeconfig } from '../../tools/cluster/harness/connection.ts';
import { ClusterProcess } from './cluster-process.ts';
import { count } from './connect.ts';

// A start takes a quarter of a minute alone and minutes on a busy machine.
jest.setTimeout(300_000);

/** The steps of a start; each interrupt arrives while the next one is under way. */
const points = [
  { after: /^folder /, signal: 'SIGINT', exit: 130 },
  { after: /^etcd ready/, signal: 'SIGTERM', exit: 143 },
  { after: /^API server ready/, signal: 'SIGINT', exit: 130 },
  { after: /definitions served/, signal: 'SIGTERM', exit: 143 },
  { after: /^controller manager/, signal: 'SIGTERM', exit: 143 },
  { after: /^KWOK started/, signal: 'SIGINT', exit: 130 },
  { after: /^Argo Rollouts ready/, signal: 'SIGINT', exit: 130 },
  { after: /^Barman Cloud/, signal: 'SIGTERM', exit: 143 },
  { after: /^CloudNativePG ready/, signal: 'SIGINT', exit: 130 },
  { after: /^KEDA ready/, signal: 'SIGTERM', exit: 143 },
  { after: /^cert-manager ready/, signal: 'SIGINT', exit: 130 },
  { after: /"kubeconfig"/, signal: 'SIGTERM', exit: 0 },
  { after: /"kubeconfig"/, signal: 'SIGINT', exit: 0 },
] as const;

test.each(points)('$signal after $after leaves no process and no folder', async ({ after, signal, exit }) => {
  const sandbox = await ClusterProcess.start();
  try {
    await sandbox.line(after);
    expect(await sandbox.interrupt(signal)).toBe(exit);
    expect(await sandbox.leftovers()).toEqual([]);
    count({ interrupted: 1 });
  } finally {
    await sandbox.dispose();
  }
});

test('an interrupt before the first step leaves no process and no folder', async () => {
  const sandbox = await ClusterProcess.start();
  try {
    await sleep(200);
    expect(['SIGINT', 130]).toContain(await sandbox.interrupt('SIGINT'));
    expect(await sandbox.leftovers()).toEqual([]);
    count({ interrupted: 1 });
  } finally {
    await sandbox.dispose();
  }
});

test('an interrupt while the definitions are applied leaves nothing, in the cache neither', async () => {
  const cache = await cacheWithoutSeed();
  const sandbox = await ClusterProcess.start('sandbox', { XDG_CACHE_HOME: cache });
  try {
    await sandbox.line(/^applying the custom resource definitions/);
    await sleep(2000);
    expect(await sandbox.interrupt('SIGTERM')).toBe(143);
    expect(await sandbox.leftovers()).toEqual([]);
    expect(await readdir(join(cache, 'slipway', 'cluster-seed'))).toEqual([]);
    count({ interrupted: 1 });
  } finally {
    await sandbox.dispose();
    await rm(cache, { recursive: true });
  }
});

test('an interrupt while the tests run ends them, their cluster and its folder', async () => {
  const tests = await ClusterProcess.start('tests');
  try {
    await tests.line(/^nodes ready/);
    await sleep(1500);
    expect(await tests.interrupt('SIGTERM')).toBe(143);
    expect(await tests.leftovers()).toEqual([]);
    count({ interrupted: 1 });
  } finally {
    await tests.dispose();
  }
});

test('two clusters run side by side and know nothing of each other', async () => {
  const sandboxes = await Promise.all([ClusterProcess.start(), ClusterProcess.start()]);
  try {
    const [one, other] = await Promise.all(sandboxes.map(clientOf));
    const made = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'only-in-one' } };
    await one?.apply(made);
    expect(await other?.find({ apiVersion: 'v1', kind: 'Namespace', name: 'only-in-one' })).toBeUndefined();
    one?.close();
    other?.close();
  } finally {
    await Promise.all(sandboxes.map(sandbox => sandbox.dispose()));
  }
});

/** A cache that holds what the real one holds, by links, and no seed. */
async function cacheWithoutSeed(): Promise<string> {
  const cache = await mkdtemp(join(tmpdir(), 'slipway-cache-'));
  await mkdir(join(cache, 'slipway'));
  for (const name of (await readdir(cacheFolder())).filter(entry => entry !== 'cluster-seed')) {
    await symlink(join(cacheFolder(), name), join(cache, 'slipway', name));
  }
  return cache;
}

async function clientOf(sandbox: ClusterProcess): Promise<ApiClient> {
  const { kubeconfig } = JSON.parse(await sandbox.line(/"kubeconfig"/)) as { kubeconfig: string };
  return new ApiClient(await readKubeconfig(kubeconfig));
}
