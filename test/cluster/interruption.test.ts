import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient } from '../../tools/cluster/harness/client.ts';
import { readKubeconfig } from '../../tools/cluster/harness/connection.ts';
import { ClusterProcess } from './cluster-process.ts';
import { count } from './connect.ts';

/** The steps of a start; each interrupt arrives while the next one is under way. */
const points = [
  { after: /^folder /, signal: 'SIGINT', exit: 130 },
  { after: /^etcd ready/, signal: 'SIGTERM', exit: 143 },
  { after: /^API server ready/, signal: 'SIGINT', exit: 130 },
  { after: /^controller manager/, signal: 'SIGTERM', exit: 143 },
  { after: /^KWOK started/, signal: 'SIGINT', exit: 130 },
  { after: /definitions served/, signal: 'SIGTERM', exit: 143 },
  { after: /^Argo Rollouts ready/, signal: 'SIGINT', exit: 130 },
  { after: /^Barman Cloud/, signal: 'SIGTERM', exit: 143 },
  { after: /^CloudNativePG ready/, signal: 'SIGINT', exit: 130 },
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

async function clientOf(sandbox: ClusterProcess): Promise<ApiClient> {
  const { kubeconfig } = JSON.parse(await sandbox.line(/"kubeconfig"/)) as { kubeconfig: string };
  return new ApiClient(await readKubeconfig(kubeconfig));
}
