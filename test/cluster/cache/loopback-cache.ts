import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App } from 'cdk8s';
import { CacheTier } from '../../../charts/cache/cache-tier.ts';
import { cachePort, sentinelPort } from '../../../charts/cache/endpoints.ts';
import { folders } from '../../../charts/cache/folders.ts';
import { firstCache } from '../../../config/caches.ts';
import type { Environment } from '../../../config/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';
import { clientOptions, makeCertificates, signCertificate } from './certificates.ts';
import { Endpoint } from './endpoint.ts';
import { eventually } from './eventually.ts';
import {
  environmentOf,
  type LoopbackOptions,
  program,
  requireServer,
  writeConfiguration,
  writePasswords,
} from './loopback-options.ts';
import { NameServer } from './name-server.ts';
import { claimNetwork, type Network } from './network.ts';
import { fieldsOf } from './reply.ts';
import { Server } from './server.ts';

export const password = 'aPasswordOfTheTest';

/**
 * The cache of an environment as processes: files, commands and variables come from the rendered objects. Addresses of
 * the loopback network stand for host names, folders of a temporary folder for mounts.
 */
export class LoopbackCache {
  readonly data: readonly Server[];
  readonly sentinels: readonly Server[];
  private readonly root = mkdtempSync(join(tmpdir(), 'slipway-cache-'));
  passwords: Readonly<Record<string, string>> = {};
  private manifests: Manifest[] = [];

  /** @throws when there is no such server. */
  static async create(
    replicas: number,
    { named = false, environment = environmentOf(replicas) }: LoopbackOptions = {},
  ): Promise<LoopbackCache> {
    requireServer();
    const network = await claimNetwork();
    const addresses = new Map<string, string>();
    const names = named ? await NameServer.start(network.address(53), addresses) : undefined;
    return new LoopbackCache(environment, replicas, network, addresses, names);
  }

  private constructor(
    environment: Environment,
    replicas: number,
    private readonly network: Network,
    private readonly addresses: Map<string, string>,
    /** Where pods have names; they share one that answers. */
    readonly names: NameServer | undefined,
  ) {
    for (const folder of Object.values(folders)) mkdirSync(this.root + folder, { recursive: true });
    makeCertificates(this.root + folders.certificates);
    writeFileSync(`${this.root}${folders.password}/password`, password);
    this.change(environment);
    const dataAddresses = Array.from({ length: replicas }, (_, ordinal) => network.address(10 + ordinal));
    const sentinelAddresses = [0, 1, 2].map(ordinal => network.address(100 + ordinal));
    const lists: Record<string, string> = names
      ? {}
      : { CACHE_HOSTS: dataAddresses.join(' '), CACHE_SENTINELS: sentinelAddresses.join(' ') };
    this.data = dataAddresses.map((address, ordinal) => this.server('cache', ordinal, address, lists));
    this.sentinels = sentinelAddresses.map((address, ordinal) =>
      this.server('cache-sentinel', ordinal, address, lists),
    );
  }

  get servers(): readonly Server[] {
    return [...this.data, ...this.sentinels];
  }

  /** The plain endpoint, on an address that it shares with no pod. It runs when it is started. */
  endpoint(): Endpoint {
    const pods = this.data.map(({ address }) => address);
    const props = { address: this.network.address(200), folder: this.root, pods };
    return new Endpoint({ ...props, password: this.passwords['cache-endpoint'] ?? password }, this.manifests);
  }

  /** A command of a container, by default of a data pod's: a probe or the hook before the stop. */
  commandOf(part: 'readiness' | 'liveness' | 'stop', server?: Server): string[] {
    const set = server && this.sentinels.includes(server) ? 'cache-sentinel' : 'cache';
    const [container] = objectOf(this.manifests, 'StatefulSet', set).spec.template.spec.containers;
    const { readinessProbe, livenessProbe, lifecycle } = container;
    const handlers = { readiness: readinessProbe, liveness: livenessProbe, stop: lifecycle?.preStop };
    return this.onLoopback(handlers[part].exec.command);
  }

  /** What a data pod or a sentinel answers; empty when it is silent. */
  async ask(server: Server, ...command: string[]): Promise<string> {
    return this.client([...this.optionsFor(server), ...command], { REDISCLI_AUTH: password });
  }

  /** What it answers to a user. */
  async askAs(user: string, server: Server, ...command: string[]): Promise<string> {
    const secret = this.passwords[user] ?? '';
    return this.client([...this.optionsFor(server), '--user', user, ...command], { REDISCLI_AUTH: secret });
  }

  private optionsFor(server: Server): string[] {
    const port = this.sentinels.includes(server) ? sentinelPort : cachePort;
    return ['-h', server.address, '-p', `${port}`, ...clientOptions(this.root + folders.certificates)];
  }

  /** The same without a password, or without TLS. */
  async askWithout(missing: 'password' | 'TLS', server: Server, ...command: string[]): Promise<string> {
    const tls = missing === 'TLS' ? [] : clientOptions(this.root + folders.certificates);
    const variables: Record<string, string> = missing === 'password' ? {} : { REDISCLI_AUTH: password };
    return this.client(['-h', server.address, '-p', String(cachePort), ...tls, ...command], variables);
  }

  /** Gives a certificate that has expired to all servers that answer. */
  async expireCertificate(): Promise<void> {
    const folder = this.root + folders.certificates;
    const files = ['tls-cert-file', `${folder}/tls.crt`, 'tls-key-file', `${folder}/tls.key`];
    signCertificate(folder, -1);
    for (const server of this.data) await this.ask(server, 'CONFIG', 'SET', ...files);
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
      this.sentinels.map(sentinel => this.ask(sentinel, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', firstCache)),
    );
    const [primary, ...others] = await this.primaries();
    const answers = named.filter(answer => answer !== '').map(answer => answer.split('\n')[0]);
    if (!primary || others.length > 0 || answers.some(name => name !== primary.name)) {
      throw new Error(
        `sentinels name ${answers.join(', ') || 'none'}, primary is ${primary?.address ?? 'none'}`,
      );
    }
    return primary;
  }

  /** Waits until sentinels and pods know each other, so that a failover can succeed. */
  async settled(): Promise<Server> {
    return eventually(async () => {
      for (const server of this.data) await this.expectReady(server);
      for (const sentinel of this.sentinels) await this.expectKnowsAll(sentinel);
      return this.primary();
    });
  }

  /**
   * The readiness probe raises the priority of a pod, so that sentinels may promote it. It passes without that while the
   * append-only file is rewritten. The kubelet runs it again and again, and so must whoever waits here.
   */
  private async expectReady(server: Server): Promise<void> {
    if ((await server.exec(this.commandOf('readiness'))) !== 0)
      throw new Error(`${server.address} is not ready`);
    const [, priority] = (await this.ask(server, 'CONFIG', 'GET', 'replica-priority')).split('\n');
    if (priority !== '100') throw new Error(`${server.address} has priority ${priority}`);
  }

  /**
   * A sentinel asks replicas for their role and priority every 10 s. As long as it takes one for an old primary, it
   * demotes it once more, even if another sentinel promotes it at that moment. The failover then fails for half a
   * minute. As long as it knows another priority than 100, it may promote another replica, or none.
   */
  private async expectKnowsAll(sentinel: Server): Promise<void> {
    const primary = fieldsOf(await this.ask(sentinel, 'SENTINEL', 'MASTER', firstCache));
    const replicas = await this.ask(sentinel, 'SENTINEL', 'REPLICAS', firstCache);
    const promotable = replicas
      .split(/^(?=name$)/m)
      .map(fieldsOf)
      .filter(replica => replica['role-reported'] === 'slave' && replica['slave-priority'] === '100');
    const seen = `${primary.flags} with ${promotable.length} replicas, ${primary['num-other-sentinels']} sentinels`;
    if (seen !== `master with ${this.data.length - 1} replicas, 2 sentinels`) throw new Error(seen);
  }

  /** Addresses of the data pods that have been primary at any time since `end`. */
  everPrimary(): string[] {
    return this.data
      .filter(({ log }) => /starting as primary|MASTER MODE enabled/.test(log))
      .map(({ address }) => address);
  }

  /** Starts one group after the other, each when the one before has decided what to do or waits. */
  async startInTurn(groups: readonly (readonly Server[])[]): Promise<void> {
    for (const group of groups) {
      for (const server of group) server.start();
      await eventually(async () => {
        for (const { address, log } of group) {
          if (!/^waiting: |^starting as |\+monitor master/m.test(log))
            throw new Error(`${address} is not up`);
        }
      });
    }
  }

  /** Ends every process; logs begin anew. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    await Promise.all(this.servers.map(server => server.end(signal)));
    for (const server of this.servers) server.forgetLog();
  }

  /** Ends every process and removes every file. */
  async dispose(): Promise<void> {
    await this.end('SIGKILL');
    this.names?.close();
    this.network.release();
    rmSync(this.root, { recursive: true });
  }

  /** Renders the files of pods anew. What runs goes on with the old ones until it starts again. */
  change(environment: Environment): void {
    this.manifests = manifestsOf(new CacheTier(new App(), environment));
    this.passwords = writePasswords(this.manifests, this.root + folders.users);
    writeConfiguration(this.manifests, this.root);
  }

  private server(set: string, ordinal: number, address: string, lists: Record<string, string>): Server {
    const [container] = objectOf(this.manifests, 'StatefulSet', set).spec.template.spec.containers;
    const fromManifest: { name: string; value?: string }[] = container.env;
    const folder = join(this.root, address);
    const name = this.names ? this.nameOf(set, ordinal, address) : address;
    return new Server({
      address,
      name,
      folder,
      ...(this.names && { runner: this.inPod() }),
      command: this.onLoopback(container.command),
      variables: {
        ...Object.fromEntries(fromManifest.map(({ name, value = '' }) => [name, value])),
        ...lists,
        CACHE_PROGRAM: program,
        CACHE_SELF: name,
        CACHE_LOCAL: address,
        CACHE_BIND: address,
        CACHE_CONFIGURATION: this.root + folders.configuration,
        CACHE_DATA: join(folder, 'data'),
        CACHE_RUN: join(folder, 'run'),
        CACHE_PASSWORD_FILE: `${this.root}${folders.password}/password`,
        CACHE_USERS: this.root + folders.users,
        CACHE_CLI_OPTIONS: clientOptions(this.root + folders.certificates).join(' '),
      },
    });
  }

  /** The name of a pod; DNS knows its Service. */
  private nameOf(set: string, ordinal: number, address: string): string {
    const { name, namespace } = objectOf(this.manifests, 'Service', `${set}-${ordinal}`).metadata;
    this.addresses.set(`${name}.${namespace}.svc`, address);
    return `${name}.${set}.${namespace}.svc`;
  }

  /** Runs a command as a container does: after the container before it, with the files that are mounted over others. */
  private inPod(): string[] {
    const resolver = join(this.root, 'resolv.conf');
    writeFileSync(resolver, `nameserver ${this.network.address(53)}\n`);
    const { initContainers, containers } = objectOf(this.manifests, 'StatefulSet', 'cache').spec.template
      .spec;
    const mounts: { name: string; mountPath: string; subPath?: string }[] = containers[0].volumeMounts;
    const files = mounts.flatMap(({ name, mountPath, subPath }) =>
      subPath
        ? [`mount --bind "${name === 'run' ? '$CACHE_RUN' : '$CACHE_CONFIGURATION'}/${subPath}" ${mountPath}`]
        : [],
    );
    const script = [
      `mount --bind ${resolver} /etc/resolv.conf`,
      `[ -e "$CACHE_RUN/hosts" ] || ${this.onLoopback(initContainers[0].command).join(' ')}`,
      ...files,
      'exec "$@"',
    ].join('\n');
    const asUser = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
    return ['unshare', ...asUser, '--mount', 'sh', '-euc', script, 'pod'];
  }

  private onLoopback(command: readonly string[]): string[] {
    return command.map(word => word.replace(folders.configuration, this.root + folders.configuration));
  }

  private async client(args: string[], variables: Record<string, string>): Promise<string> {
    const env = { PATH: process.env.PATH, ...variables };
    try {
      const { stdout } = await promisify(execFile)(`${program}-cli`, args, { env, timeout: 2000 });
      return stdout.trim();
    } catch {
      return '';
    }
  }
}
