import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import { type Look, type Patience, until } from '../../tools/cluster/harness/deadline.ts';
import { at, condition, type KubernetesObject } from '../../tools/cluster/harness/objects.ts';

const zoneLabel = 'topology.kubernetes.io/zone';

export function isReady(pod: KubernetesObject): boolean {
  return condition(pod, 'Ready') === 'True' && pod.metadata.deletionTimestamp === undefined;
}

/** The pods with these labels that are not on their way out. */
export async function pods(
  client: ApiClient,
  namespace: string,
  labels: string,
): Promise<readonly KubernetesObject[]> {
  const found = await client.list({ apiVersion: 'v1', kind: 'Pod', namespace }, { labels });
  return found.filter(pod => pod.metadata.deletionTimestamp === undefined);
}

/** Waits until exactly so many pods exist and all are Ready. */
export function readyPods(
  client: ApiClient,
  namespace: string,
  labels: string,
  number: number,
  patience: Patience = {},
): Promise<readonly KubernetesObject[]> {
  const look = async (): Promise<Look<readonly KubernetesObject[]>> => {
    const found = await pods(client, namespace, labels);
    const ready = found.filter(isReady);
    return found.length === number && ready.length === number
      ? { done: found }
      : { state: `${ready.length} of ${found.length} Ready` };
  };
  return until(`${number} pods of ${labels} Ready`, look, patience);
}

/** How many of the pods run in each zone: `{ 'zone-a': 1 }`. */
export async function perZone(
  client: ApiClient,
  placed: readonly KubernetesObject[],
): Promise<Record<string, number>> {
  const nodes = await client.list({ apiVersion: 'v1', kind: 'Node' });
  const zones = new Map(nodes.map(({ metadata }) => [metadata.name, metadata.labels?.[zoneLabel]]));
  const counts: Record<string, number> = {};
  for (const pod of placed) {
    const zone = zones.get(String(at(pod, 'spec', 'nodeName'))) ?? 'none';
    counts[zone] = (counts[zone] ?? 0) + 1;
  }
  return counts;
}

/** Asks for a pod's eviction and returns the status of the answer: 201 granted, 429 refused by a budget. */
export async function evict(client: ApiClient, pod: KubernetesObject): Promise<number> {
  const { name, namespace } = pod.metadata;
  const { status } = await client.send({
    method: 'POST',
    path: `/api/v1/namespaces/${namespace}/pods/${name}/eviction`,
    body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } },
  });
  return status;
}
