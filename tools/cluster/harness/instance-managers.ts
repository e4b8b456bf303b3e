import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import { arch } from 'node:os';
import type { ApiClient } from './client.ts';
import { stop } from './loopback.ts';
import { at, type KubernetesObject, referenceTo } from './objects.ts';

/** Where CloudNativePG asks an instance for its status (cloudnative-pg `pkg/management/url/url.go`). */
const statusPort = 8000;
const statusPath = '/pg/status';

const postgresql = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' };

/** An instance that is answered for. */
interface Instance {
  readonly server: Server;
  /** The Cluster, as it was at the last look. */
  cluster: KubernetesObject;
  /** The version of the Secret whose certificate it presents. */
  presented: string;
}

/** A certificate, and the version of the Secret that it stands in. */
interface Presented {
  readonly version: string;
  readonly pair: { readonly cert: Buffer; readonly key: Buffer };
}

/**
 * Simulates the instance manager in every pod of PostgreSQL, one look at a time. So the real operator goes on from the
 * first instance to the others. Each pod that runs answers the operator's question for its status over TLS, with the
 * certificate that the Cluster names. The one that is to be primary says that it is. It takes another
 * certificate when the Cluster's status shows one, as the real one does (cloudnative-pg
 * `pkg/reconciler/instance/certificate/reconciler.go`).
 *
 * Pods must have addresses on loopback, as on nodes with a `podNetwork` there. No PostgreSQL runs: what the instances
 * say is that all goes well. The Services of the Clusters get no endpoints, since these may not be on loopback.
 */
export class InstanceManagers {
  private readonly instances = new Map<string, Instance>();
  private holdsCertificates = false;

  /** A stand-in for `runStandIns`. */
  readonly look = async (client: ApiClient): Promise<void> => {
    const clusters = new Map((await client.list(postgresql)).map(cluster => [keyOf(cluster), cluster]));
    const labels = 'cnpg.io/podRole=instance';
    const running = (await client.list({ apiVersion: 'v1', kind: 'Pod' }, { labels })).filter(isRunning);
    const present = new Set<string>();
    for (const pod of running) {
      const cluster = clusters.get(`${pod.metadata.namespace}/${pod.metadata.labels?.['cnpg.io/cluster']}`);
      if (cluster === undefined) continue;
      const uid = String(pod.metadata.uid);
      present.add(uid);
      const known = this.instances.get(uid);
      if (known) await this.lookAgain(client, known, cluster);
      else await this.start(client, uid, pod, cluster);
      await takeOver(client, pod, cluster);
    }
    for (const [uid, { server }] of this.instances) {
      if (present.has(uid)) continue;
      stop(server);
      this.instances.delete(uid);
    }
  };

  /** Lets all go on with the certificate that they have, as slow instances would, and the operator ask for it anew. */
  holdCertificates(): void {
    this.holdsCertificates = true;
    for (const { server } of this.instances.values()) server.closeAllConnections();
  }

  releaseCertificates(): void {
    this.holdsCertificates = false;
  }

  /** Ends every answer. */
  end(): void {
    for (const { server } of this.instances.values()) stop(server);
    this.instances.clear();
  }

  private async start(
    client: ApiClient,
    uid: string,
    pod: KubernetesObject,
    cluster: KubernetesObject,
  ): Promise<void> {
    const session = randomUUID();
    const { version, pair } = await certificateOf(client, cluster);
    const server = createServer(pair, (request, response) => {
      const found = this.instances.get(uid);
      if (request.url !== statusPath || found === undefined) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...statusOf(pod.metadata.name, found.cluster), sessionID: session }));
    });
    await listenAt(server, String(at(pod, 'status', 'podIP')));
    this.instances.set(uid, { server, cluster, presented: version });
  }

  private async lookAgain(client: ApiClient, instance: Instance, cluster: KubernetesObject): Promise<void> {
    instance.cluster = cluster;
    if (this.holdsCertificates || versionIn(cluster) === instance.presented) return;
    const { version, pair } = await certificateOf(client, cluster);
    instance.server.setSecureContext(pair);
    instance.presented = version;
  }
}

/** The version of the Secret as the operator saw it last. */
function versionIn(cluster: KubernetesObject): unknown {
  return at(cluster, 'status', 'secretsResourceVersion', 'serverSecretVersion');
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}

function isRunning(pod: KubernetesObject): boolean {
  return at(pod, 'status', 'phase') === 'Running' && pod.metadata.deletionTimestamp === undefined;
}

/** The first step of an instance that finds itself named (cloudnative-pg `internal/management/controller`). */
async function takeOver(client: ApiClient, pod: KubernetesObject, cluster: KubernetesObject): Promise<void> {
  const { name } = pod.metadata;
  if (at(cluster, 'status', 'targetPrimary') !== name) return;
  if (at(cluster, 'status', 'currentPrimary') === name) return;
  const status = { currentPrimary: name, currentPrimaryTimestamp: new Date().toISOString() };
  await client.patch(referenceTo(cluster), { status }, 'status');
}

/** What an instance says of itself, as far as the operator decides by it (cloudnative-pg `pkg/postgres/status.go`). */
function statusOf(name: string, cluster: KubernetesObject): object {
  const position = '0/5000000';
  const isPrimary = at(cluster, 'status', 'targetPrimary') === name;
  return {
    isPrimary,
    ...(isPrimary
      ? { currentLsn: position }
      : { receivedLsn: position, replayLsn: position, isWalReceiverActive: true }),
    // One number for all instances of a Cluster; PostgreSQL's own has 19 digits.
    systemID: BigInt(`0x${String(cluster.metadata.uid).slice(0, 8)}`).toString(),
    timeLineID: 1,
    executableHash: at(cluster, 'status', 'cloudNativePGOperatorHash'),
    instanceArch: arch() === 'x64' ? 'amd64' : arch(),
  };
}

async function certificateOf(client: ApiClient, cluster: KubernetesObject): Promise<Presented> {
  const { namespace = '' } = cluster.metadata;
  const name = String(at(cluster, 'status', 'certificates', 'serverTLSSecret'));
  const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
  const read = (key: string) => Buffer.from(String(at(secret, 'data', key)), 'base64');
  return {
    version: String(secret.metadata.resourceVersion),
    pair: { cert: read('tls.crt'), key: read('tls.key') },
  };
}

async function listenAt(server: Server, address: string): Promise<void> {
  if (!address.startsWith('127.')) throw new Error(`pod address ${address} is not on loopback`);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(statusPort, address, resolve);
  });
}
