import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterToolName } from '../tools.ts';
import { CertificateAuthority } from './certificates.ts';
import { pause } from './deadline.ts';
import { Outside } from './outside.ts';
import { type ProgramOptions, type RunningProgram, startProgram } from './processes.ts';

/** The absolute path of every program of the cluster. */
export type Binaries = Readonly<Record<ClusterToolName, string>>;

/**
 * What may end first: `client` programs need the API server, which needs the `store`. The end of a cluster
 * goes through them in this order.
 */
const endOrder = ['client', 'server', 'store'] as const;

export type Role = (typeof endOrder)[number];

export interface StartOptions extends ProgramOptions {
  /** Default: `client`. */
  readonly role?: Role;
  /** The name of the process and of its log. Default: the tool's name. */
  readonly name?: string;
}

const lookEverySeconds = 2;

/** What the world outside answers (`outside.ts`), in the folder of the cluster. */
export const answersFile = 'answers.json';

/** `s` holds the sockets of plugins: a socket's path may have 104 bytes, and temporary folders are long. */
const folders = ['logs', 'certificates', 'kubeconfigs', 'data', 's'];

/** The temporary folder of one cluster and the programs that run in it: nothing of it outlives `end()`. */
export class Workspace {
  private readonly programs: { readonly role: Role; readonly program: RunningProgram }[] = [];
  private ending: Promise<void> | undefined;

  private constructor(
    readonly folder: string,
    readonly authority: CertificateAuthority,
    private readonly binaries: Binaries,
    readonly signal: AbortSignal,
    private readonly beyond: Outside,
  ) {
    process.once('exit', this.lastResort);
  }

  /** `signal` stops every wait that is given it; ending the workspace stays the caller's work. */
  static async create(binaries: Binaries, signal: AbortSignal): Promise<Workspace> {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-'));
    try {
      for (const name of folders) await mkdir(join(folder, name));
      const authority = await CertificateAuthority.create(join(folder, 'certificates'));
      const beyond = await Outside.start(join(folder, answersFile));
      return new Workspace(folder, authority, binaries, signal, beyond);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** A path below the workspace. */
  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  /** The variables by which a controller reaches what plays the world outside the cluster. */
  get outside(): Readonly<Record<string, string>> {
    return this.beyond.env;
  }

  binary(tool: ClusterToolName): string {
    return this.binaries[tool];
  }

  /** Starts a program; it runs until it ends or the workspace does. */
  start(
    tool: ClusterToolName,
    args: readonly string[],
    { name = tool, ...options }: StartOptions = {},
  ): RunningProgram {
    return this.startOther(name, this.binary(tool), args, options);
  }

  /** Starts a program that is none of the pinned tools, by its path. */
  startOther(
    name: string,
    file: string,
    args: readonly string[],
    { role = 'client', ...options }: Omit<StartOptions, 'name'> = {},
  ): RunningProgram {
    this.signal.throwIfAborted();
    if (this.ending !== undefined) throw new Error(`${name}: the cluster is ending, nothing starts any more`);
    const program = startProgram(name, file, args, this.path('logs'), options);
    this.programs.push({ role, program });
    return program;
  }

  /** Throws the end of a log if any program has ended. */
  async assertRunning(): Promise<void> {
    for (const { program } of this.programs) await program.assertRunning();
  }

  /** Throws the same as soon as a program ends; returns when the signal is aborted. */
  async broken(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.assertRunning();
      await pause(lookEverySeconds, signal).catch(() => undefined);
    }
  }

  /** Ends every program, the API server before its store, and removes the folder. May be called again. */
  end(): Promise<void> {
    this.ending ??= this.endAll();
    return this.ending;
  }

  /** For a process that a defect ends, where nothing can be waited for. */
  private readonly lastResort = (): void => {
    for (const { program } of this.programs) program.kill();
    rmSync(this.folder, { recursive: true, force: true });
  };

  private async endAll(): Promise<void> {
    for (const role of endOrder) {
      const programs = this.programs.filter(entry => entry.role === role);
      await Promise.all(programs.map(({ program }) => program.stop()));
    }
    this.beyond.stop();
    process.off('exit', this.lastResort);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
