import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Binaries } from './workspace.ts';

const script = join(import.meta.dirname, '..', 'build.ts');

/** The programs of the cluster, built if need be; progress goes to standard error. */
export async function clusterBinaries(signal: AbortSignal): Promise<Binaries> {
  return JSON.parse(await outputOf([script], "building the cluster's programs", signal)) as Binaries;
}

/**
 * What a script of ours prints. @throws when it fails, with what it was to do.
 *
 * It runs in its own process group, so that an aborted signal ends the compilers that it started, too.
 */
export async function outputOf(args: readonly string[], what: string, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endGroup = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
  };
  signal.addEventListener('abort', endGroup);
  try {
    const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    signal.throwIfAborted();
    if (code !== 0) throw new Error(`${what}: exit code ${code}`);
    return printed;
  } finally {
    signal.removeEventListener('abort', endGroup);
  }
}
