import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App } from 'cdk8s';
import { CacheTier } from '../../../charts/cache/cache-tier.ts';
import { cachePort, masterName, sentinelPort } from '../../../charts/cache/endpoints.ts';
import { folders } from '../../../charts/cache/settings.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';
import { clientOptions, makeCertificates } from './certificates.ts';
import { Server } from './server.ts';

const password = 'aPasswordOfTheTest';

/**
 * The cache of an environment as processes: files, commands and variables come from the rendered objects, with
 * addresses of the loopback network in place of host names and folders of a scratch folder in place of mounts.
 */
export class LoopbackCache {
  readonly data: readonly Server[];
  readonly sentinels: readonly Server[];
  private readonly root = mkdtempSync(join(tmpdir(), 'slipway-cache-'));
  private readonly manifests: Manifest[];

  constructor(replicas: number) {
    const environment = environmentWith({ cache: { replicas, memory: '64Mi' } });
    this.manifests = manifestsOf(new CacheTier(new App(), environment));
    for (const folder of Object.values(folders)) mkdirSync(this.root + folder, { recursive: true });
    makeCertificates(this.root + folders.certificates);
    writeFileSync(`${this.root}${folders.password}/password`, password);
    this.writeConfiguration();
    const network = `127.77.${(process.pid % 250) + 1}`;
    const dataAddresses = Array.from({ length: replicas }, (_, ordinal) => `${network}.${10 + ordinal}`);
    const sentinelAddresses = [0, 1, 2].map(ordinal => `${network}.${100 + ordinal}`);
    const lists = {
      CACHE_HOSTS: dataAddresses.join(' '),
      CACHE_SENTINELS: sentinelAddresses.join(' '),
    };
    this.data = dataAddresses.map(address => this.server('cache', address, lists));
    this.sentinels = sentinelAddresses.map(address => this.server('cache-sentinel', address, lists));
  }

  get servers(): readonly Server[] {
    return [...this.data, ...this.sentinels];
  }

  /** A command of a data pod's container: a probe or the hook before the stop. */
  commandOf(part: 'readiness' | 'liveness' | 'stop'): string[] {
    const [container] = objectOf(this.manifests, 'StatefulSet', 'cache').spec.template.spec.containers;
    const { readinessProbe, livenessProbe, lifecycle } = container;
    const handlers = { readiness: readinessProbe, liveness: livenessProbe, stop: lifecycle.preStop };
    return this.onLoopback(handlers[part].exec.command);
  }

  /** What a data pod or a sentinel answers; empty when it is silent. */
  async ask(server: Server, ...command: string[]): Promise<string> {
    const port = this.sentinels.includes(server) ? sentinelPort : cachePort;
    const options = [
      '-h',
      server.address,
      '-p',
      String(port),
      ...clientOptions(this.root + folders.certificates),
    ];
    return this.client([...options, ...command], { REDISCLI_AUTH: password });
  }

  /** The same without a password, or without TLS. */
  async askWithout(missing: 'password' | 'TLS', server: Server, ...command: string[]): Promise<string> {
    const tls = missing === 'TLS' ? [] : clientOptions(this.root + folders.certificates);
    const variables: Record<string, string> = missing === 'password' ? {} : { REDISCLI_AUTH: password };
    return this.client(['-h', server.address, '-p', String(cachePort), ...tls, ...command], variables);
  }

  async roleOf(server: Server): Promise<string> {
    return (await this.ask(server, 'ROLE')).split('\n')[0] ?? '';
  }

  /** The data pods that call themselves primary. */
  async primaries(): Promise<Server[]> {
    const roles = await Promise.all(this.data.map(server => this.roleOf(server)));
    return this.data.filter((_, ordinal) => roles[ordinal] === 'master');
  }

  /** The one data pod that all sentinels name and that calls itself primary. @throws when there is none. */
  async primary(): Promise<Server> {
    const named = await Promise.all(
      this.sentinels.map(sentinel => this.ask(sentinel, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', masterName)),
    );
    const [primary, ...others] = await this.primaries();
    const answers = named.filter(answer => answer !== '').map(answer => answer.split('\n')[0]);
    if (!primary || others.length > 0 || answers.some(address => address !== primary.address)) {
      throw new Error(
        `sentinels name ${answers.join(', ') || 'none'}, primary is ${primary?.address ?? 'none'}`,
      );
    }
    return primary;
  }

  /** Waits until sentinels and pods know each other, so that a failover can succeed. */
  async settled(): Promise<Server> {
    return eventually(async () => {
      for (const sentinel of this.sentinels) {
        const words = (await this.ask(sentinel, 'SENTINEL', 'MASTER', masterName)).split('\n');
        const field = (name: string) => words[words.indexOf(name) + 1];
        const seen = `${field('flags')} with ${field('num-slaves')} replicas, ${field('num-other-sentinels')} sentinels`;
        if (seen !== `master with ${this.data.length - 1} replicas, 2 sentinels`) throw new Error(seen);
      }
      for (const server of this.data) {
        if ((await server.exec(this.commandOf('readiness'))) !== 0)
          throw new Error(`${server.address} is not ready`);
      }
      return this.primary();
    });
  }

  /** Ends every process and removes every file. */
  async dispose(): Promise<void> {
    await Promise.all(this.servers.map(server => server.end('SIGKILL')));
    rmSync(this.root, { recursive: true });
  }

  private writeConfiguration(): void {
    const { data } = objectOf(this.manifests, 'ConfigMap', 'cache');
    for (const [name, text] of Object.entries<string>(data)) {
      // Redis 7.0 does not read renewed certificates by itself, as Valkey 9.1 does.
      const known = text
        .replaceAll(folders.certificates, this.root + folders.certificates)
        .replace(/^tls-auto-reload.*\n/m, '');
      writeFileSync(`${this.root}${folders.configuration}/${name}`, known);
    }
  }

  private server(name: string, address: string, lists: Record<string, string>): Server {
    const [container] = objectOf(this.manifests, 'StatefulSet', name).spec.template.spec.containers;
    const fromManifest: { name: string; value?: string }[] = container.env;
    const folder = join(this.root, address);
    return new Server({
      address,
      folder,
      command: this.onLoopback(container.command),
      variables: {
        ...Object.fromEntries(fromManifest.map(({ name, value = '' }) => [name, value])),
        ...lists,
        CACHE_PROGRAM: 'redis',
        CACHE_SELF: address,
        CACHE_LOCAL: address,
        CACHE_BIND: address,
        CACHE_CONFIGURATION: this.root + folders.configuration,
        CACHE_DATA: join(folder, 'data'),
        CACHE_RUN: join(folder, 'run'),
        CACHE_PASSWORD_FILE: `${this.root}${folders.password}/password`,
        CACHE_CLI_OPTIONS: clientOptions(this.root + folders.certificates).join(' '),
      },
    });
  }

  private onLoopback(command: readonly string[]): string[] {
    return command.map(word => word.replace(folders.configuration, this.root + folders.configuration));
  }

  private async client(args: string[], variables: Record<string, string>): Promise<string> {
    const env = { PATH: process.env.PATH, ...variables };
    try {
      const { stdout } = await promisify(execFile)('redis-cli', args, { env, timeout: 2000 });
      return stdout.trim();
    } catch {
      return '';
    }
  }
}

/** Tries four times a second until `attempt` succeeds. @throws its last error after `seconds`. */
export async function eventually<T>(attempt: () => Promise<T>, seconds = 120): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}
