import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Seconds between SIGTERM and SIGKILL. The API server alone needs longer than one: it drains requests. */
const graceSeconds = 5;

export interface ProgramOptions {
  /** Variables in addition to PATH, HOME and TMPDIR, the only ones that are passed on. Default: none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs. Default: the folder of the logs. */
  readonly cwd?: string;
}

/** A program of the cluster that was started and not yet ended. */
export class RunningProgram {
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;

  constructor(
    readonly name: string,
    readonly logFile: string,
    child: ChildProcess,
  ) {
    this.child = child;
    this.ended = Promise.race([once(child, 'exit'), once(child, 'error')]);
    this.ended.catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get running(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Throws the end of the program's log if it is no longer running. */
  async assertRunning(): Promise<void> {
    if (this.running) return;
    const how = this.child.signalCode ?? `exit code ${this.child.exitCode}`;
    const log = await readFile(this.logFile, 'utf8').catch(() => '');
    const lines = log.trimEnd().split('\n').slice(-10).join('\n');
    throw new Error(`${this.name}: ended early (${how}); the end of its log (${this.logFile}):\n${lines}`);
  }

  /** SIGKILL, at once: for a process that has no time left. */
  kill(): void {
    if (this.running) this.child.kill('SIGKILL');
  }

  /** SIGTERM, then SIGKILL after the grace period; returns when the program has ended. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.child.kill('SIGTERM');
    const timer = new AbortController();
    const patience = sleep(graceSeconds * 1000, 'late', { signal: timer.signal }).catch(() => 'ended');
    const first = await Promise.race([this.ended.then(() => 'ended'), patience]);
    timer.abort();
    if (first === 'late' && this.running) this.child.kill('SIGKILL');
    await this.ended;
  }
}

/**
 * Starts a program with its output in `<logs>/<name>.log`.
 *
 * It gets its own session, so that Ctrl-C in a terminal reaches only the process that ends the cluster in the right
 * order. An API server lingers for minutes when its etcd has gone first.
 */
export function startProgram(
  name: string,
  file: string,
  args: readonly string[],
  logs: string,
  { env = {}, cwd = logs }: ProgramOptions = {},
): RunningProgram {
  const logFile = join(logs, `${name}.log`);
  const log = openSync(logFile, 'a');
  try {
    const child = spawn(file, [...args], {
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...inherited(), ...env },
      cwd,
    });
    return new RunningProgram(name, logFile, child);
  } finally {
    closeSync(log);
  }
}

function inherited(): Record<string, string> {
  const inherited = ['PATH', 'HOME', 'TMPDIR'].flatMap(name => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(inherited);
}
