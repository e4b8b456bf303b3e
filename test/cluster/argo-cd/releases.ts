import type { ApiClient } from '../../../tools/cluster/harness/client.ts';
import { type Look as Glance, until } from '../../../tools/cluster/harness/deadline.ts';
import { at } from '../../../tools/cluster/harness/objects.ts';
import { applicationOf, stateOf } from './applications.ts';

/** What one look at production sees during a release. */
export interface Look {
  /** The colour in the selector of the active Service; `undefined` if it has none. */
  readonly active: string | undefined;
  readonly health: unknown;
  readonly revision: unknown;
}

export async function hashOf(client: ApiClient): Promise<string | undefined> {
  const service = await client.get({
    apiVersion: 'v1',
    kind: 'Service',
    namespace: 'production',
    name: 'web',
  });
  return at(service, 'spec', 'selector', 'rollouts-pod-template-hash') as string | undefined;
}

/** Looks at production ten times a second until a look is the last. */
export function watch(client: ApiClient, isLast: (look: Look) => boolean): Promise<readonly Look[]> {
  const looks: Look[] = [];
  const look = async (): Promise<Glance<readonly Look[]>> => {
    // The Application first: the Service is then at least as far as when Argo CD was asked.
    const { health, revision } = stateOf(await client.get(applicationOf('production')));
    const seen = { active: await hashOf(client), health, revision };
    looks.push(seen);
    const moved = new Set(looks.map(({ active }) => active)).size > 1;
    return moved && isLast(seen) ? { done: looks } : { state: JSON.stringify(seen) };
  };
  return until('release promoted and healthy', look, { seconds: 150, every: 0.1 });
}
