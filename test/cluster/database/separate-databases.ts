import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App } from 'cdk8s';
import { DataTier } from '../../../charts/data/data-tier.ts';
import { freePorts } from '../../../tools/cluster/harness/ports.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';
import { pgbouncerProgram, postgresFolder, unprivileged } from './programs.ts';

/** The operator's rules before those of a Cluster. Source: cloudnative-pg `pkg/postgres/configuration.go`. */
const operatorRules = [
  'hostssl postgres streaming_replica all cert map=cnpg_streaming_replica',
  'hostssl replication streaming_replica all cert map=cnpg_streaming_replica',
  'hostssl all cnpg_pooler_pgbouncer all cert map=cnpg_pooler_pgbouncer',
];
const operatorDefault = 'host all all all scram-sha-256';

/** How a client connects. */
export interface Login {
  readonly role: string;
  readonly database: string;
  /** Default: require. */
  readonly sslmode?: 'require' | 'disable';
  /** Whether it goes through PgBouncer. Default: false. */
  readonly isPooled?: boolean;
}

/**
 * An instance of PostgreSQL with TLS, and PgBouncer, as processes: with the roles, databases and rules of a rendered
 * Cluster and its Database objects. The statements are those of the operator: cloudnative-pg
 * `internal/management/controller/roles/postgres.go` and `database_controller_sql.go`.
 */
export class SeparateDatabases {
  private readonly root = mkdtempSync(join(tmpdir(), 'slipway-databases-'));
  private readonly user = unprivileged();
  private readonly manifests: Manifest[];

  static async create(names: readonly string[]): Promise<SeparateDatabases> {
    const databases = new SeparateDatabases(names, await freePorts('postgres', 'pgbouncer'));
    await databases.initialize();
    return databases;
  }

  private constructor(
    names: readonly string[],
    private readonly ports: { readonly postgres: number; readonly pgbouncer: number },
  ) {
    if (this.user) chownSync(this.root, this.user.uid, this.user.gid);
    const databases = Object.fromEntries(names.map(name => [name, { extensions: ['citext'] }]));
    const environment = environmentWith({ database: { storage: '20Gi', databases } });
    this.manifests = manifestsOf(new DataTier(new App(), environment));
  }

  private get cluster(): Manifest {
    return objectOf(this.manifests, 'Cluster', 'database').spec;
  }

  /** Puts the Cluster's rules into effect, or the operator's alone. */
  async useRules(which: 'of the Cluster' | 'of the operator alone'): Promise<void> {
    const rules: readonly string[] = which === 'of the Cluster' ? this.cluster.postgresql.pg_hba : [];
    const local = 'local all all trust';
    const all = [local, ...operatorRules, ...rules, operatorDefault];
    writeFileSync(join(this.data, 'pg_hba.conf'), `${all.join('\n')}\n`);
    await this.asSuperuser('postgres', 'SELECT pg_reload_conf()').catch(() => undefined);
  }

  /** Runs SQL as the operator does: as the superuser, over the socket. */
  asSuperuser(database: string, sql: string): Promise<string> {
    return this.psql(`host=${this.root} port=${this.ports.postgres} user=postgres dbname=${database}`, sql);
  }

  /** Runs SQL as a client over TCP. @throws with the server's message when it is refused. */
  as({ role, database, sslmode = 'require', isPooled = false }: Login, sql: string): Promise<string> {
    const port = isPooled ? this.ports.pgbouncer : this.ports.postgres;
    const mode = isPooled ? 'disable' : sslmode;
    return this.psql(
      `host=127.0.0.1 port=${port} user=${role} dbname=${database} password=${passwordOf(role)} sslmode=${mode}`,
      sql,
    );
  }

  /** Runs SQL as the user with which poolers look up passwords. */
  asPooler(database: string, sql: string): Promise<string> {
    const [certificate, key] = [
      join(this.root, 'cnpg_pooler_pgbouncer.crt'),
      join(this.root, 'cnpg_pooler_pgbouncer.key'),
    ];
    const login = 'user=cnpg_pooler_pgbouncer sslmode=require';
    return this.psql(
      `host=127.0.0.1 port=${this.ports.postgres} dbname=${database} ${login} sslcert=${certificate} sslkey=${key}`,
      sql,
    );
  }

  async dispose(): Promise<void> {
    const pidFile = join(this.root, 'pgbouncer.pid');
    if (existsSync(pidFile)) process.kill(Number(readFileSync(pidFile, 'utf8')));
    await this.program('pg_ctl', '-D', this.data, '-m', 'immediate', '-w', 'stop').catch(() => undefined);
    rmSync(this.root, { recursive: true, force: true });
  }

  private get data(): string {
    return join(this.root, 'data');
  }

  private async initialize(): Promise<void> {
    await this.program('initdb', '-D', this.data, '-A', 'trust', '-U', 'postgres', '--no-sync');
    for (const name of ['server', 'cnpg_pooler_pgbouncer']) this.makeCertificate(name);
    writeFileSync(join(this.data, 'postgresql.conf'), this.postgresqlConf());
    const pooler = 'cnpg_pooler_pgbouncer';
    writeFileSync(join(this.data, 'pg_ident.conf'), `${pooler} ${pooler} ${pooler}\n`);
    await this.useRules('of the Cluster');
    const log = join(this.root, 'postgres.log');
    await this.program('pg_ctl', '-D', this.data, '-l', log, '-w', 'start');
    await this.makeDatabases();
    await this.startPgbouncer();
  }

  private async makeDatabases(): Promise<void> {
    const roles: readonly { name: string; login: boolean }[] = [
      ...this.cluster.managed.roles,
      { name: 'app', login: true },
    ];
    const made = this.manifests.filter(({ kind }) => kind === 'Database').map(({ spec }) => spec);
    for (const { name, login } of roles) {
      await this.asSuperuser(
        'postgres',
        `CREATE ROLE "${name}" NOBYPASSRLS NOCREATEDB NOCREATEROLE INHERIT ${login ? 'LOGIN' : 'NOLOGIN'} NOREPLICATION NOSUPERUSER CONNECTION LIMIT -1 PASSWORD '${passwordOf(name)}'`,
      );
    }
    for (const { name, owner, extensions = [] } of [...made, { name: 'app', owner: 'app' }]) {
      await this.asSuperuser('postgres', `CREATE DATABASE "${name}" OWNER "${owner}"`);
      for (const extension of extensions) {
        await this.asSuperuser(name, `CREATE EXTENSION "${extension.name}"`);
      }
    }
    await this.asSuperuser('postgres', 'CREATE ROLE cnpg_pooler_pgbouncer WITH LOGIN');
  }

  private postgresqlConf(): string {
    const parameters = {
      shared_buffers: '16MB',
      listen_addresses: '127.0.0.1',
      port: String(this.ports.postgres),
      unix_socket_directories: this.root,
      ssl: 'on',
      ssl_cert_file: join(this.root, 'server.crt'),
      ssl_key_file: join(this.root, 'server.key'),
      ssl_ca_file: join(this.root, 'cnpg_pooler_pgbouncer.crt'),
    };
    return Object.entries(parameters)
      .map(([name, value]) => `${name} = '${value}'\n`)
      .join('');
  }

  /** PgBouncer 1.18 of Debian has no `auth_dbname`, so it reads passwords from a file. */
  private async startPgbouncer(): Promise<void> {
    const users = [...this.cluster.managed.roles.map(({ name }: { name: string }) => name), 'app'];
    const list = users.map(name => `"${name}" "${passwordOf(name)}"\n`).join('');
    writeFileSync(join(this.root, 'users.txt'), list);
    const settings = [
      '[databases]',
      `* = host=127.0.0.1 port=${this.ports.postgres}`,
      '[pgbouncer]',
      'pool_mode = transaction',
      'server_tls_sslmode = require',
      'listen_addr = 127.0.0.1',
      `listen_port = ${this.ports.pgbouncer}`,
      'unix_socket_dir =',
      'auth_type = scram-sha-256',
      `auth_file = ${join(this.root, 'users.txt')}`,
      `pidfile = ${join(this.root, 'pgbouncer.pid')}`,
      `logfile = ${join(this.root, 'pgbouncer.log')}`,
    ];
    writeFileSync(join(this.root, 'pgbouncer.ini'), `${settings.join('\n')}\n`);
    await this.execute(pgbouncerProgram(), ['-d', join(this.root, 'pgbouncer.ini')]);
  }

  /** A certificate that is its own authority. */
  private makeCertificate(name: string): void {
    const [certificate, key] = [join(this.root, `${name}.crt`), join(this.root, `${name}.key`)];
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', `/CN=${name}`];
    execFileSync('openssl', [...request, '-out', certificate, '-keyout', key], { stdio: 'ignore' });
    chmodSync(key, 0o600);
    if (this.user) for (const file of [certificate, key]) chownSync(file, this.user.uid, this.user.gid);
  }

  private program(name: string, ...args: readonly string[]): Promise<string> {
    return this.execute(join(postgresFolder(), name), args);
  }

  private psql(connection: string, sql: string): Promise<string> {
    return this.program('psql', '-X', '-A', '-t', '-w', '-d', connection, '-c', sql);
  }

  private async execute(program: string, args: readonly string[]): Promise<string> {
    const options = { ...this.user, cwd: this.root, timeout: 60_000, env: { PATH: process.env.PATH } };
    const { stdout } = await promisify(execFile)(program, [...args], options);
    return stdout.trim();
  }
}

function passwordOf(role: string): string {
  return `${role}0password`;
}
