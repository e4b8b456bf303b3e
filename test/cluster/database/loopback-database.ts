import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App } from 'cdk8s';
import { DataTier } from '../../../charts/data/data-tier.ts';
import { freePorts } from '../../../tools/cluster/harness/ports.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';
import { pgbouncerProgram, postgresFolder, unprivileged } from './programs.ts';

/**
 * One instance of PostgreSQL behind PgBouncer, as processes, with the parameters of the rendered Cluster and Pooler.
 * Sizes and TLS are left out: what is tested here is time.
 */
export class LoopbackDatabase {
  private readonly root = mkdtempSync(join(tmpdir(), 'slipway-database-'));
  private readonly programs = postgresFolder();
  private readonly user = unprivileged();
  private readonly manifests: Manifest[];
  private postgres: ChildProcess | undefined;
  private pgbouncer: ChildProcess | undefined;

  static async create(): Promise<LoopbackDatabase> {
    const database = new LoopbackDatabase(await freePorts('postgres', 'pgbouncer'));
    await database.initialize();
    return database;
  }

  private constructor(private readonly ports: { readonly postgres: number; readonly pgbouncer: number }) {
    if (this.user) chownSync(this.root, this.user.uid, this.user.gid);
    chmodSync(this.root, 0o755);
    const environment = environmentWith({ database: { storage: '20Gi' } });
    this.manifests = manifestsOf(new DataTier(new App(), environment));
  }

  get cluster(): Manifest {
    return objectOf(this.manifests, 'Cluster', 'database').spec;
  }

  /** Log of PgBouncer. */
  get log(): string {
    return readFileSync(join(this.root, 'pgbouncer.log'), 'utf8');
  }

  startPostgres(): void {
    this.postgres = this.run(join(this.programs, 'postgres'), ['-D', this.data], 'postgres.log');
  }

  startPgbouncer(): void {
    this.pgbouncer = this.run(pgbouncerProgram(), [join(this.root, 'pgbouncer.ini')], 'pgbouncer.log');
  }

  /** Ends PostgreSQL with all of its processes, as the end of its container does. */
  async killPostgres(): Promise<void> {
    await end(this.postgres);
    rmSync(join(this.data, 'postmaster.pid'), { force: true });
  }

  /**
   * Stops PostgreSQL as the instance manager does when its pod is deleted: smart for as long as the Cluster says, then
   * fast (cloudnative-pg `pkg/management/postgres/instance.go`, `TryShuttingDownSmartFast`).
   */
  async stopPostgres(): Promise<void> {
    const seconds: number = this.cluster.smartShutdownTimeout;
    if (seconds > 0) {
      const smart = ['-m', 'smart', '-w', '-t', String(seconds)];
      const stopped = await this.control(...smart, 'stop').then(
        () => true,
        () => false,
      );
      if (stopped) return;
    }
    await this.control('-m', 'fast', '-w', 'stop');
  }

  /** Runs SQL through PgBouncer, in its own session. @throws when it fails, or has no answer after `seconds`. */
  write(sql: string, seconds = 60): Promise<string> {
    return this.psql(this.ports.pgbouncer, sql, seconds);
  }

  /** Resolves when PostgreSQL itself answers. */
  async answers(): Promise<boolean> {
    return this.psql(this.ports.postgres, 'SELECT 1', 5).then(
      () => true,
      () => false,
    );
  }

  async dispose(): Promise<void> {
    await Promise.all([end(this.pgbouncer), end(this.postgres)]);
    rmSync(this.root, { recursive: true, force: true });
  }

  private get data(): string {
    return join(this.root, 'data');
  }

  private async initialize(): Promise<void> {
    await this.execute(join(this.programs, 'initdb'), [
      '-D',
      this.data,
      '-A',
      'trust',
      '-U',
      'app',
      '--no-sync',
    ]);
    writeFileSync(join(this.data, 'postgresql.conf'), this.postgresqlConf());
    writeFileSync(join(this.root, 'users.txt'), '"app" ""\n');
    writeFileSync(join(this.root, 'pgbouncer.ini'), this.pgbouncerIni());
  }

  private postgresqlConf(): string {
    const parameters: Record<string, string> = this.cluster.postgresql.parameters;
    return lines({
      ...parameters,
      shared_buffers: '16MB',
      listen_addresses: '127.0.0.1',
      port: String(this.ports.postgres),
      unix_socket_directories: '',
      restart_after_crash: 'off',
    });
  }

  private pgbouncerIni(): string {
    const pooler = objectOf(this.manifests, 'Pooler', 'database-pooler-rw').spec.pgbouncer;
    const {
      client_tls_sslmode: _,
      server_tls_sslmode: __,
      max_prepared_statements: ___,
      ...parameters
    } = pooler.parameters as Record<string, string>;
    return [
      '[databases]',
      `* = host=127.0.0.1 port=${this.ports.postgres}`,
      '[pgbouncer]',
      lines(
        {
          ...parameters,
          pool_mode: pooler.poolMode,
          listen_addr: '127.0.0.1',
          listen_port: String(this.ports.pgbouncer),
          unix_socket_dir: '',
          auth_type: 'trust',
          auth_file: join(this.root, 'users.txt'),
        },
        '',
      ),
    ].join('\n');
  }

  private control(...args: string[]): Promise<string> {
    return this.execute(join(this.programs, 'pg_ctl'), ['-D', this.data, ...args]);
  }

  private psql(port: number, sql: string, seconds: number): Promise<string> {
    const options = [
      '-X',
      '-A',
      '-t',
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      '-U',
      'app',
      '-c',
      sql,
      'postgres',
    ];
    return this.execute(join(this.programs, 'psql'), options, seconds);
  }

  private async execute(program: string, args: readonly string[], seconds = 120): Promise<string> {
    const { stdout } = await promisify(execFile)(program, args, {
      ...this.user,
      cwd: this.root,
      timeout: seconds * 1000,
    });
    return stdout.trim();
  }

  private run(program: string, args: readonly string[], log: string): ChildProcess {
    const file = openSync(join(this.root, log), 'a');
    const child = spawn(program, args, {
      ...this.user,
      cwd: this.root,
      stdio: ['ignore', file, file],
      detached: true,
    });
    closeSync(file);
    return child;
  }
}

/** Lines of a configuration file; PostgreSQL wants values in quotes, PgBouncer does not know them. */
function lines(parameters: Readonly<Record<string, string>>, quote = "'"): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} = ${quote}${value}${quote}\n`)
    .join('');
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise(resolve => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}
