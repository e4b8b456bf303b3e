import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterBinaries } from '../../tools/cluster/harness/binaries.ts';
import { startCluster } from '../../tools/cluster/harness/cluster.ts';
import { Interrupted, interruptible } from '../../tools/cluster/harness/interrupt.ts';
import { type Counts, countsFile, kubeconfigVariable, sumCounts } from './connect.ts';

const root = join(import.meta.dirname, '..', '..');

/** Seconds that interrupted tests have to end the clusters of their own. */
const graceSeconds = 30;

/** `npm run test:cluster`: one cluster, all tests on it, one summary. Arguments go to jest. */
async function main(): Promise<number> {
  const began = performance.now();
  const step = (text: string): boolean => process.stderr.write(`${text}\n`);
  return interruptible(async signal => {
    try {
      const binaries = await clusterBinaries(signal);
      const built = performance.now();
      const cluster = await startCluster({ binaries, signal, onStep: step });
      try {
        const started = performance.now();
        const code = await runJest(cluster.kubeconfig, signal);
        const counts = sumCounts(await readFile(countsFile(cluster.kubeconfig), 'utf8').catch(() => ''));
        if (code !== 0) await cluster.assertRunning();
        process.stdout.write(summary(counts, [began, built, started, performance.now()]));
        return code;
      } finally {
        await cluster.end();
      }
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      step(error.message);
      return error.exitCode;
    }
  });
}

async function runJest(kubeconfig: string, signal: AbortSignal): Promise<number> {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const config = join(import.meta.dirname, 'jest.config.js');
  const child = spawn(
    process.execPath,
    ['--experimental-vm-modules', jest, '--config', config, ...process.argv.slice(2)],
    {
      cwd: root,
      // A group of its own: an interrupt must reach the clusters that tests have started.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, [kubeconfigVariable]: kubeconfig },
    },
  );
  const group = -(child.pid ?? 0);
  const interrupt = () => signalGroup(group, 'SIGTERM');
  signal.addEventListener('abort', interrupt);
  const [code] = await once(child, 'exit');
  signal.removeEventListener('abort', interrupt);
  await groupGone(group);
  signal.throwIfAborted();
  return code ?? 1;
}

/** False when no process of the group is left. */
function signalGroup(group: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(group, name);
  } catch {
    return false;
  }
}

async function groupGone(group: number): Promise<void> {
  const end = performance.now() + graceSeconds * 1000;
  while (signalGroup(group, 0) && performance.now() < end) await sleep(100);
  signalGroup(group, 'SIGKILL');
}

function summary(counts: Counts, times: readonly [number, number, number, number]): string {
  const [began, built, started, ended] = times;
  const seconds = (from: number, to: number): string => ((to - from) / 1000).toFixed(0);
  const lines = [
    '',
    `objects applied       ${counts.applied}`,
    `warnings              ${counts.warnings}`,
    `refused as expected   ${counts.refused}`,
    `interrupted cleanly   ${counts.interrupted}`,
    `seconds               ${seconds(began, ended)}: build ${seconds(began, built)}, ` +
      `start ${seconds(built, started)}, tests ${seconds(started, ended)}`,
  ];
  return `${lines.join('\n')}\n`;
}

process.exitCode = await main();
