import type { ApiClient } from '../../../tools/cluster/harness/client.ts';
import { type Look as Glance, until } from '../../../tools/cluster/harness/deadline.ts';
import { at } from '../../../tools/cluster/harness/objects.ts';
import { applicationOf, stateOf } from './applications.ts';

/** What one look at production sees during a release. */
export interface Look {
  /** The color in the selector of the active Service; `undefined` if it has none. */
  readonly active: string | undefined;
  /** Whether Argo CD says that production is what the commit says, and healthy. */
  readonly released: boolean;
}

export async function hashOf(client: ApiClient, name = 'web'): Promise<string | undefined> {
  const service = await client.get({ apiVersion: 'v1', kind: 'Service', namespace: 'production', name });
  return at(service, 'spec', 'selector', 'rollouts-pod-template-hash') as string | undefined;
}

/** Looks at production ten times a second until the commit is released and the active Service has moved. */
export function watchRelease(client: ApiClient, commit: string): Promise<readonly Look[]> {
  const looks: Look[] = [];
  const look = async (): Promise<Glance<readonly Look[]>> => {
    // The Application first: the Service is then at least as far as when Argo CD was asked.
    const { sync, health, revision } = stateOf(await client.get(applicationOf('production')));
    const released = sync === 'Synced' && health === 'Healthy' && revision === commit;
    const seen = { active: await hashOf(client), released };
    looks.push(seen);
    const moved = new Set(looks.map(({ active }) => active)).size > 1;
    return moved && seen.released ? { done: looks } : { state: JSON.stringify(seen) };
  };
  return until('release promoted and healthy', look, { seconds: 600, every: 0.1 });
}

/** The color that users are on, and how many replicas it has. */
export interface ActiveColor {
  readonly hash: string | undefined;
  readonly replicas: number | undefined;
}

/** Looks at the color that users are on, ten times a second, until it is another one with this many replicas. */
export async function watchActive(
  client: ApiClient,
  name: string,
  replicas: number,
): Promise<readonly ActiveColor[]> {
  const before = await hashOf(client, name);
  const looks: ActiveColor[] = [];
  const look = async (): Promise<Glance<readonly ActiveColor[]>> => {
    const hash = await hashOf(client, name);
    const kind = { apiVersion: 'apps/v1', kind: 'ReplicaSet', namespace: 'production' };
    const active = await client.find({ ...kind, name: `${name}-${hash}` });
    const seen = { hash, replicas: at(active, 'spec', 'replicas') as number | undefined };
    looks.push(seen);
    const isOver = hash !== before && seen.replicas === replicas;
    return isOver ? { done: looks } : { state: JSON.stringify(seen) };
  };
  return until(`${replicas} replicas of the new color of ${name}`, look, { seconds: 480, every: 0.1 });
}
