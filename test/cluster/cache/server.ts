import type { ChildProcess } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startGuarded } from './guarded.ts';

export interface ServerProps {
  readonly address: string;
  /** How others call the pod. - by its address. */
  readonly name?: string;
  /** Folder with the pod's volume, its scratch space and its log. */
  readonly folder: string;
  /** The container's environment variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** The container's command. */
  readonly command: readonly string[];
  /** What each command is run by. - nothing. */
  readonly runner?: readonly string[];
}

/** One pod of the cache as a process on its own address; its volume outlives it. */
export class Server {
  readonly address: string;
  readonly name: string;
  private process: ChildProcess | undefined;
  private earlierLog = 0;

  constructor(private readonly props: ServerProps) {
    this.address = props.address;
    this.name = props.name ?? props.address;
    mkdirSync(this.volume, { recursive: true });
    mkdirSync(this.props.variables.CACHE_RUN ?? '', { recursive: true });
  }

  get volume(): string {
    return this.props.variables.CACHE_DATA ?? '';
  }

  get isRunning(): boolean {
    return this.process !== undefined;
  }

  /** What it and its probes wrote since `forgetLog`. */
  get log(): string {
    return this.wholeLog.slice(this.earlierLog);
  }

  /** What it waits for by its log, if that is the last thing that it decided. */
  get waitsFor(): string | undefined {
    return this.log
      .match(/^(waiting|starting).*$/gm)
      ?.at(-1)
      ?.match(/^waiting: (.*)/)?.[1];
  }

  forgetLog(): void {
    this.earlierLog = this.wholeLog.length;
  }

  start(): void {
    this.process = this.run(this.props.command);
  }

  /** Runs one of the pod's other commands, such as a probe or the hook before the stop. Resolves to its exit code. */
  async exec(command: readonly string[]): Promise<number> {
    const child = this.run(command);
    return new Promise(resolve => child.once('exit', code => resolve(code ?? -1)));
  }

  /** Stops the process and lets it go on, as a node does that hangs. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    if (this.process?.pid !== undefined) process.kill(-this.process.pid, name);
  }

  /** Ends the process and all that it started, and waits until it is gone. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { process: child } = this;
    this.process = undefined;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise(resolve => child.once('exit', resolve));
    process.kill(-child.pid, signal);
    await gone;
  }

  loseVolume(): void {
    rmSync(this.volume, { recursive: true });
    mkdirSync(this.volume);
  }

  /** Keeps a copy of the volume under `name`. */
  saveVolume(name: string): void {
    cpSync(this.volume, join(this.props.folder, name), { recursive: true, preserveTimestamps: true });
  }

  /** Puts back the copy with that name. */
  restoreVolume(name: string): void {
    this.loseVolume();
    cpSync(join(this.props.folder, name), this.volume, { recursive: true, preserveTimestamps: true });
  }

  private get wholeLog(): string {
    const file = join(this.props.folder, 'log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  private run(command: readonly string[]): ChildProcess {
    const log = openSync(join(this.props.folder, 'log'), 'a');
    const child = startGuarded([...(this.props.runner ?? []), ...command], {
      env: { PATH: process.env.PATH, ...this.props.variables },
      output: log,
    });
    closeSync(log);
    return child;
  }
}
