import { type ChildProcess, execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { certificateFile, folders, keyName } from '../../../charts/cache/endpoint/settings.ts';
import { authorityKey, cacheMetricsPort, cachePort } from '../../../charts/cache/endpoints.ts';
import { type Manifest, objectOf } from '../../support/manifests.ts';
import { signCertificate } from './certificates.ts';
import { startGuarded } from './guarded.ts';

interface EndpointProps {
  readonly address: string;
  /** Stands for the root of the container. */
  readonly folder: string;
  /** Addresses of the data pods, by ordinal. */
  readonly pods: readonly string[];
  readonly password: string;
}

/** A pod of the endpoint as a process: HAProxy with the rendered settings, but addresses in place of names. */
export class Endpoint {
  readonly port = cachePort;
  private readonly command: readonly string[];
  /** What the kubelet runs to see whether it lives, if that is a command. */
  private readonly liveness: readonly string[];
  private process: ChildProcess | undefined;

  /** @throws when there is no haproxy. */
  constructor(
    private readonly props: EndpointProps,
    private readonly manifests: readonly Manifest[],
  ) {
    const pod = objectOf(manifests, 'Deployment', 'cache-endpoint').spec.template.spec;
    this.command = pod.containers[0].command;
    this.liveness = pod.containers[0].livenessProbe.exec?.command ?? [];
    const { data } = objectOf(manifests, 'ConfigMap', 'cache-endpoint');
    try {
      execFileSync('haproxy', ['-v'], { stdio: 'pipe' });
    } catch {
      throw new Error('test/cluster/cache: found no haproxy, expected 2.6 or newer; apt-get install haproxy');
    }
    for (const folder of [folders.configuration, folders.ownCertificate]) {
      mkdirSync(this.onLoopback(folder), { recursive: true });
    }
    for (const [name, text] of Object.entries<string>(data)) {
      writeFileSync(join(this.onLoopback(folders.configuration), name), this.onLoopback(text));
    }
  }

  get address(): string {
    return this.props.address;
  }

  get log(): string {
    return readFileSync(join(this.props.folder, 'endpoint.log'), 'utf8');
  }

  start(): void {
    this.process = this.run(this.command.map(word => this.onLoopback(word)));
  }

  /** What cert-manager writes into the Secret of its certificate, at first and when it renews it. */
  renewCertificate(): void {
    const { dnsNames } = objectOf(this.manifests, 'Certificate', 'cache-endpoint-tls').spec;
    const certificate = this.onLoopback(certificateFile);
    const signed = { names: dnsNames, certificate, key: this.keyFile };
    signCertificate(this.onLoopback(folders.certificates), 1, signed);
  }

  /** The certificate of the authority that signs its certificate. */
  get authority(): string {
    return readFileSync(join(this.onLoopback(folders.certificates), authorityKey), 'utf8');
  }

  /** The key next to its certificate. */
  get keyFile(): string {
    return this.onLoopback(join(folders.ownCertificate, keyName));
  }

  /** Exit code of the liveness probe. */
  async live(): Promise<number> {
    const child = this.run(this.liveness.map(word => this.onLoopback(word)));
    return new Promise(resolve => child.once('exit', code => resolve(code ?? -1)));
  }

  private run(command: readonly string[]): ChildProcess {
    const log = openSync(join(this.props.folder, 'endpoint.log'), 'a');
    const { address, password } = this.props;
    const env = { PATH: `${process.env.PATH}:/usr/sbin`, POD_IP: address, REDIS_PASSWORD: password };
    const child = startGuarded(command, { env, output: log });
    closeSync(log);
    return child;
  }

  async end(): Promise<void> {
    const { process: child } = this;
    this.process = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  /** The value of a series that the endpoint exports; undefined where there is none. */
  async metric(series: string): Promise<number | undefined> {
    const response = await fetch(`http://${this.address}:${cacheMetricsPort}/metrics`);
    const line = (await response.text()).split('\n').find(line => line.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.slice(series.length));
  }

  private onLoopback(text: string): string {
    const local = Object.values(folders).reduce(
      (changed, folder) => changed.replaceAll(folder, this.props.folder + folder),
      text,
    );
    return this.props.pods.reduce(
      (changed, address, ordinal) => changed.replaceAll(`cache-${ordinal}.production.svc:`, `${address}:`),
      local,
    );
  }
}

/** A client without Sentinel, and without TLS unless it has an authority: one connection, one command at a time. */
export class PlainClient {
  private constructor(private readonly socket: Socket) {
    // An error that no one listens to would end the process; `close` follows it.
    socket.on('error', () => {});
  }

  /** @throws when the endpoint refuses the connection or the password. */
  static async connect(
    { address, port }: Endpoint,
    password: string,
    authority?: string,
  ): Promise<PlainClient> {
    const socket =
      authority === undefined
        ? connect({ host: address, port })
        : connectTls({ host: address, port, ca: authority, servername: 'cache-endpoint' });
    socket.setTimeout(2000, () => socket.destroy(new Error('no answer for 2 s')));
    const client = new PlainClient(socket);
    const answer = await client.ask(`AUTH ${password}`);
    if (answer !== '+OK') throw new Error(answer);
    return client;
  }

  /** The fingerprint of the certificate that the endpoint showed. */
  get fingerprint(): string | undefined {
    return this.socket instanceof TLSSocket ? this.socket.getPeerCertificate().fingerprint : undefined;
  }

  /** The answer as it is on the wire. @throws when the connection has ended, or ends before. */
  ask(command: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error('the connection ended'));
      if (this.socket.destroyed) ended();
      this.socket.once('close', ended);
      this.socket.once('data', answer => {
        this.socket.off('close', ended);
        resolve(answer.toString().trimEnd());
      });
      this.socket.write(`${command}\r\n`);
    });
  }

  close(): void {
    this.socket.destroy();
  }
}
