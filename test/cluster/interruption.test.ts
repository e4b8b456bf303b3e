import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from '../../tools/cache.ts';
import { ApiClient } from '../../tools/cluster/harness/client.ts';
import { readKubeconfig } from '../../tools/cluster/harness/connection.ts';
import { ClusterProcess } from './cluster-process.ts';
import { count } from './run-folder.ts';

/** The steps of a start; each interrupt arrives while something else is under way. */
const points = [
  { while: 'etcd starts', after: /^folder /, signal: 'SIGINT', exit: 130 },
  { while: 'the API server starts', after: /^etcd ready/, signal: 'SIGTERM', exit: 143 },
  { while: 'the definitions are looked for', after: /^API server ready/, signal: 'SIGINT', exit: 130 },
  { while: 'the controllers start', after: /definitions served/, signal: 'SIGTERM', exit: 143 },
  { while: 'KWOK starts', after: /^controller manager/, signal: 'SIGTERM', exit: 143 },
  { while: 'Argo Rollouts starts', after: /^KWOK started/, signal: 'SIGINT', exit: 130 },
  { while: 'the Barman Cloud plugin starts', after: /^Argo Rollouts ready/, signal: 'SIGINT', exit: 130 },
  { while: 'CloudNativePG starts', after: /^Barman Cloud/, signal: 'SIGTERM', exit: 143 },
  { while: 'KEDA starts', after: /^CloudNativePG ready/, signal: 'SIGINT', exit: 130 },
  { while: 'cert-manager starts', after: /^KEDA ready/, signal: 'SIGTERM', exit: 143 },
  { while: 'the nodes become ready', after: /^cert-manager ready/, signal: 'SIGINT', exit: 130 },
] as const;

test.each(points)('$signal while $while leaves no process and no folder', async ({ after, signal, exit }) => {
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
  const sandbox = await ClusterProcess.start({ env: { XDG_CACHE_HOME: cache } });
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

test('an interrupt while the tests run ends them, their clusters and the folder of the run', async () => {
  const tests = await ClusterProcess.start({ command: 'tests' });
  try {
    await tests.runs('cert-manager');
    expect(await tests.interrupt('SIGTERM')).toBe(143);
    expect(await tests.leftovers()).toEqual([]);
    count({ interrupted: 1 });
  } finally {
    await tests.dispose();
  }
});

test('a reader of the output that goes away ends the cluster', async () => {
  const sandbox = await ClusterProcess.start();
  try {
    await sandbox.line(/^cert-manager ready/);
    sandbox.stopReading();
    expect(await sandbox.end).toBe(0);
    expect(await sandbox.leftovers()).toEqual([]);
  } finally {
    await sandbox.dispose();
  }
});

test('an API server that dies ends the sandbox with the end of its log', async () => {
  const sandbox = await ClusterProcess.start();
  try {
    await sandbox.line(/"kubeconfig"/);
    await sandbox.killProgram('kube-apiserver');
    expect(await sandbox.end).toBe(2);
    expect(sandbox.lines.join('\n')).toContain('kube-apiserver: ended early (SIGKILL)');
    expect(await sandbox.leftovers()).toEqual([]);
  } finally {
    await sandbox.dispose();
  }
});

test('two clusters run side by side, know nothing of each other, and end without an error when they are up', async () => {
  const sandboxes = await Promise.all([ClusterProcess.start(), ClusterProcess.start()] as const);
  const [first, second] = sandboxes;
  try {
    const [inOne, inOther] = await Promise.all([clientOf(first), clientOf(second)]);
    await inOne.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'only-in-one' } });
    const found = await inOther.find({ apiVersion: 'v1', kind: 'Namespace', name: 'only-in-one' });
    expect(found).toBeUndefined();
    inOne.close();
    inOther.close();
    expect(await Promise.all([first.interrupt('SIGTERM'), second.interrupt('SIGINT')])).toEqual([0, 0]);
    for (const sandbox of sandboxes) {
      expect(await sandbox.leftovers()).toEqual([]);
      count({ interrupted: 1 });
    }
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
  return new ApiClient(await readKubeconfig((await sandbox.description()).kubeconfig));
}
