import fc from 'fast-check';
import { cpu, memory, networks, placement, text } from '../scalars.ts';

const pattern = fc.constantFrom('web:*', '*', 'on', 'a#b', '{x}:[ab]?', 'null', '%R~jobs');

/** The rights of a user; which applications have one follows from what they use. */
const user = fc.record(
  {
    keys: fc.uniqueArray(pattern, { minLength: 1, maxLength: 3 }),
    channels: fc.uniqueArray(pattern, { maxLength: 2 }),
    commands: fc.uniqueArray(fc.constantFrom('+scan', '-@write', '+client|list'), { maxLength: 2 }),
    reason: text,
  },
  { requiredKeys: ['keys', 'reason'] },
);

/** A cache that runs here, or a managed service. */
export const cache = fc.oneof(
  fc.record(
    {
      replicas: fc.integer({ min: 2, max: 6 }),
      memory,
      cpu,
      storage: fc.constantFrom('36Gi', '40G', '37000Mi'),
      profile: fc.constantFrom('cache' as const, 'queue' as const, 'session' as const),
      eviction: fc.constantFrom('allkeys-lru' as const, 'volatile-ttl' as const),
      endpoint: fc.record({ reason: text }),
      users: fc.array(user, { minLength: 1, maxLength: 3 }),
      ...placement,
    },
    { requiredKeys: ['replicas', 'memory', 'cpu', 'storage'] },
  ),
  fc.record({
    external: fc.constant(true as const),
    host: fc.constant('cache.example.com'),
    port: fc.integer({ min: 1, max: 65535 }),
    network: networks,
    secret: fc.constant('managed-cache'),
    tls: fc.boolean(),
  }),
);

/** What an application may use of an environment with such a cache: one way to it, and an endpoint only where it is. */
export function usesOfCache(uses: readonly string[], cache: object | undefined): string[] {
  const isThere = cache !== undefined && 'endpoint' in cache;
  const ways = uses.filter(used => used === 'cache' || (used === 'cache-endpoint' && isThere));
  return uses.filter(used => !used.startsWith('cache') || used === ways[0]);
}

/** The cache with a user for each application that uses it, or without users where none does. */
export function withUsers(
  cache: { readonly users?: readonly object[] } | object | undefined,
  applications: Readonly<Record<string, object>>,
): object | undefined {
  if (cache === undefined || !('users' in cache) || cache.users === undefined) return cache;
  const { users, ...others } = cache;
  const clients = Object.entries(applications).filter(
    ([, application]) => 'uses' in application && JSON.stringify(application.uses).includes('"cache'),
  );
  if (clients.length === 0) return others;
  return {
    ...others,
    users: Object.fromEntries(clients.map(([name], index) => [name, users[index % users.length]])),
  };
}
