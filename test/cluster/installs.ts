import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import { at, type KubernetesObject, listAt } from '../../tools/cluster/harness/objects.ts';
import { pods } from './pods.ts';
import { objectsOf } from './trees.ts';

export const zoneLabel = 'topology.kubernetes.io/zone';

/** Applies the database of `dist/production` in its own namespace, with fields of the Cluster's spec changed. */
export async function installDatabase(client: ApiClient, namespace: string, changed: object): Promise<void> {
  await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  await client.apply(inNamespace(namespace, await rendered('ObjectStore', 'database-backup')));
  await applyAll(client, await databaseCertificates(namespace));
  const cluster = await databaseIn(namespace);
  await client.apply({ ...cluster, spec: { ...(cluster.spec as object), ...changed } });
}

/** The Cluster of `dist/production`, in another namespace. */
export async function databaseIn(namespace: string): Promise<KubernetesObject> {
  return inNamespace(namespace, await rendered('Cluster', 'database'));
}

/** What gives that database the certificate that it presents. Their names hold the namespace. */
export async function databaseCertificates(namespace: string): Promise<readonly KubernetesObject[]> {
  const objects = await ofDatabase(namespace, ['Issuer', 'Certificate']);
  return JSON.parse(JSON.stringify(objects).replaceAll('production', namespace));
}

export async function databasePoolers(namespace: string): Promise<readonly KubernetesObject[]> {
  return ofDatabase(namespace, ['Pooler']);
}

async function ofDatabase(namespace: string, kinds: readonly string[]): Promise<readonly KubernetesObject[]> {
  return (await objectsOf('production'))
    .filter(({ kind, metadata }) => kinds.includes(kind) && metadata.name.startsWith('database-'))
    .map(object => inNamespace(namespace, object));
}

export async function applyAll(client: ApiClient, objects: readonly KubernetesObject[]): Promise<void> {
  for (const object of objects) await client.apply(object);
}

/** Applies the cache's data pods of `dist/production` in its own namespace, with fields of the pods' spec changed. */
export async function installCache(client: ApiClient, namespace: string, changed: object): Promise<void> {
  await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  const set = inNamespace(namespace, await rendered('StatefulSet', 'cache'));
  const template = at(set, 'spec', 'template') as { spec: object };
  const spec = {
    ...(set.spec as object),
    template: { ...template, spec: { ...template.spec, ...changed } },
  };
  await client.apply({ ...set, spec });
}

/** The zone constraint of an object of `dist/production`. */
export async function constraintOf(kind: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  const { spec } = await rendered(kind, name);
  const pod = at(spec, 'template', 'spec') ?? spec;
  return at(pod, 'topologySpreadConstraints', 0) as Readonly<Record<string, unknown>>;
}

async function rendered(kind: string, name: string): Promise<KubernetesObject> {
  const found = (await objectsOf('production')).find(
    object => object.kind === kind && object.metadata.name === name,
  );
  if (found === undefined) throw new Error(`dist/production: no ${kind} ${name}`);
  return found;
}

function inNamespace(namespace: string, object: KubernetesObject): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, namespace } };
}

/** Where the scheduler has put pods. */
export interface Placing {
  readonly pods: readonly KubernetesObject[];
  /** Those that have a node. */
  readonly placed: readonly KubernetesObject[];
  /** Those that it finds no node for. */
  readonly stuck: readonly KubernetesObject[];
}

export async function placingOf(client: ApiClient, namespace: string, labels: string): Promise<Placing> {
  const found = await pods(client, namespace, labels);
  return {
    pods: found,
    placed: found.filter(pod => at(pod, 'spec', 'nodeName') !== undefined),
    stuck: found.filter(pod => at(scheduled(pod), 'reason') === 'Unschedulable'),
  };
}

/** Whether so many pods are there and all have a node. */
export function isPlaced({ pods, placed }: Placing, wanted: number): boolean {
  return pods.length === wanted && placed.length === wanted;
}

/** Why the scheduler finds no node. */
export function refusal(pod: KubernetesObject): string {
  return String(at(scheduled(pod), 'message'));
}

function scheduled(pod: KubernetesObject): unknown {
  return listAt(pod, 'status', 'conditions').find(entry => at(entry, 'type') === 'PodScheduled');
}

/** The zone of the volumes of a pod; an error while one is not bound, or where they are not in one zone. */
export async function volumeZone(client: ApiClient, pod: KubernetesObject): Promise<string> {
  const { name: of, namespace = '' } = pod.metadata;
  const zones = new Set<string>();
  for (const volume of listAt(pod, 'spec', 'volumes')) {
    const name = at(volume, 'persistentVolumeClaim', 'claimName');
    if (typeof name !== 'string') continue;
    const claim = await client.get({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name });
    const bound = String(at(claim, 'spec', 'volumeName'));
    const { metadata } = await client.get({ apiVersion: 'v1', kind: 'PersistentVolume', name: bound });
    zones.add(String(metadata.labels?.[zoneLabel]));
  }
  const [zone] = zones;
  if (zone === undefined || zones.size > 1) throw new Error(`${namespace}/${of}: volumes in ${[...zones]}`);
  return zone;
}
