import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalGit } from '../../tools/cluster/local-git.ts';
import { run } from '../../tools/run.ts';
import { runFolderVariable } from './run-folder.ts';

const slipway = join(import.meta.dirname, '..', '..', 'cli', 'slipway.mjs');

/** The programs that own a cluster, and how they are started here. */
const commands = {
  sandbox: [slipway, 'sandbox', '--empty', '--json'],
  argoCd: [slipway, 'sandbox', '--empty', '--json', '--argocd'],
  argoCdWith: [slipway, 'sandbox', '--json', '--argocd'],
  tests: [join(import.meta.dirname, 'run.ts'), 'refused'],
} as const;

/** What Node's tools keep in the temporary folder for the next time. */
const toolCache = /^(tsx-|jest_|node-compile-cache)/;

/** Alone a start takes 15 s, and with the definitions to be applied a minute. */
const upSeconds = 720;

/** What `slipway sandbox --json` says once it is up, as far as tests read it. */
export interface Description {
  readonly kubeconfig: string;
  /** Where Argo CD syncs from. */
  readonly git?: LocalGit;
}

export interface StartOptions {
  /** Default: `sandbox`. */
  readonly command?: keyof typeof commands;
  /** Variables in addition to those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Further arguments of the command. */
  readonly folders?: readonly string[];
}

/** How a process ended: its exit code, or the signal that killed it. */
export type End = number | NodeJS.Signals;

/** `slipway sandbox --empty`, or `npm run test:cluster`, as a process with its own temporary folder. */
export class ClusterProcess {
  readonly lines: string[] = [];
  /** How it ended, when it has. */
  readonly end: Promise<End>;
  /** Whether a test made it end. */
  private expected = false;

  private constructor(
    readonly folder: string,
    private readonly child: ChildProcess,
  ) {
    this.end = once(child, 'exit').then(([code, signal]) => code ?? signal);
    this.end.then(end => {
      if (this.expected) return;
      process.stderr.write(
        `a cluster of the tests ended too early (${end}); it said:\n${this.lines.join('\n')}\n`,
      );
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', line => this.lines.push(line));
    }
  }

  static async start({
    command = 'sandbox',
    env = {},
    folders = [],
  }: StartOptions = {}): Promise<ClusterProcess> {
    // In the folder of the run, if there is one: it goes with it, however the tests end. The names are short because
    // sockets below may have 104 bytes, and a run inside of a run is tested.
    const folder = await mkdtemp(join(process.env[runFolderVariable] ?? tmpdir(), 't-'));
    const child = spawn(process.execPath, ['--import', 'tsx', ...commands[command], ...folders], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env, TMPDIR: folder },
    });
    return new ClusterProcess(folder, child);
  }

  /** Waits for a line that matches and returns it. */
  async line(pattern: RegExp): Promise<string> {
    return this.until(`no line ${pattern}`, () => this.lines.find(line => pattern.test(line)));
  }

  /** What it says once it is up. */
  async description(): Promise<Description> {
    return JSON.parse(await this.line(/"kubeconfig"/));
  }

  /** Waits until a program of its cluster runs. */
  async runs(program: string): Promise<void> {
    await this.until(`no ${program} runs`, () => this.process(program));
  }

  interrupt(signal: NodeJS.Signals): Promise<End> {
    this.expected = true;
    this.child.kill(signal);
    return this.end;
  }

  /** Closes this end of its standard output. */
  stopReading(): void {
    this.expected = true;
    this.child.stdout?.destroy();
  }

  /** Kills a program of its cluster. */
  async killProgram(name: string): Promise<void> {
    this.expected = true;
    const line = await this.process(name);
    process.kill(Number(line?.trim().split(' ')[0]), 'SIGKILL');
  }

  /** What is left of it: processes that name its folder, and entries of the folder. */
  async leftovers(): Promise<readonly string[]> {
    const entries = await readdir(this.folder);
    return [...(await this.processes()), ...entries.filter(name => !toolCache.test(name))];
  }

  private async process(program: string): Promise<string | undefined> {
    return (await this.processes()).find(entry => entry.includes(`/${program} `));
  }

  private async processes(): Promise<readonly string[]> {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,args=']);
    return stdout.split('\n').filter(line => line.includes(this.folder));
  }

  /** Looks again and again until something is found; what is missing is named with all that it said. */
  private async until<T>(missing: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
    const deadline = performance.now() + upSeconds * 1000;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (this.child.exitCode !== null || performance.now() > deadline) {
        throw new Error(`${missing}; it said:\n${this.lines.join('\n')}`);
      }
      await sleep(20);
    }
  }

  /** Ends it, whatever state it is in, and removes the folder that it was given. */
  async dispose(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.interrupt('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }
}
