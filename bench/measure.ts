import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a whole process took, from its start to its end. */
export interface Measured {
  /** Time on the clock, in seconds. */
  readonly elapsed: number;
  /** Time on processors, its own and the system's, in seconds: other load disturbs it less. */
  readonly cpu: number;
  /** Its standard output. */
  readonly stdout: string;
}

const times = join(tmpdir(), `slipway-bench-times-${process.pid}`);
process.once('exit', () => rmSync(times, { force: true }));

/** Runs a program to its end. @throws when it fails. */
export function measure(program: string, args: readonly string[]): Measured {
  // bash's own `time` counts all processes below, which Node cannot ask for a child.
  const script = `TIMEFORMAT='%R %U %S'; { time "$@" 2>&3; } 3>&2 2>${times}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', program, ...args], {
    encoding: 'utf8',
    maxBuffer: 1024 ** 3,
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: exit code ${status}: ${stderr}`);
  const [elapsed = 0, user = 0, system = 0] = readFileSync(times, 'utf8').trim().split(' ').map(Number);
  return { elapsed, cpu: user + system, stdout };
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 0 ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper;
}
