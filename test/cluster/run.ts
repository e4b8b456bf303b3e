import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterBinaries, outputOf } from '../../tools/cluster/harness/binaries.ts';
import { Interrupted, interruptible } from '../../tools/cluster/harness/interrupt.ts';
import { seed } from '../../tools/cluster/harness/seed.ts';
import { type Counts, countsFile, runFolderVariable, sumCounts } from './run-folder.ts';

const preparing = join(import.meta.dirname, '..', 'support', 'prepare.ts');

const root = join(import.meta.dirname, '..', '..');

/** Seconds that interrupted tests have to end their clusters, which takes one or two on a quiet machine. */
const graceSeconds = 120;

/** `npm run test:cluster`: all tests, each file on its own cluster, one summary. Arguments go to jest. */
async function main(): Promise<number> {
  const began = performance.now();
  return interruptible(async signal => {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-'));
    try {
      // Once, and before any test waits for it.
      await outputOf([preparing, 'cluster'], 'preparing the tests', signal);
      await seed(await clusterBinaries(signal), signal);
      const built = performance.now();
      const code = await runJest(folder, signal);
      const counts = sumCounts(await readFile(countsFile(folder), 'utf8').catch(() => ''));
      process.stdout.write(summary(counts, [began, built, performance.now()]));
      return code;
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      process.stderr.write(`${error.message}\n`);
      return error.exitCode;
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  });
}

async function runJest(folder: string, signal: AbortSignal): Promise<number> {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const config = join(import.meta.dirname, 'jest.config.js');
  const child = spawn(
    process.execPath,
    ['--experimental-vm-modules', jest, '--config', config, ...process.argv.slice(2)],
    {
      cwd: root,
      // Its own process group: an interrupt must reach the clusters that tests have started.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, [runFolderVariable]: folder },
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

function summary(counts: Counts, [began, built, ended]: readonly [number, number, number]): string {
  const seconds = (from: number, to: number): string => ((to - from) / 1000).toFixed(0);
  const lines = [
    '',
    `objects applied       ${counts.applied}`,
    `warnings              ${counts.warnings}`,
    `refused as expected   ${counts.refused}`,
    `interrupted cleanly   ${counts.interrupted}`,
    `seconds               ${seconds(began, ended)}: build ${seconds(began, built)}, tests ${seconds(built, ended)}`,
  ];
  return `${lines.join('\n')}\n`;
}

process.exitCode = await main();
