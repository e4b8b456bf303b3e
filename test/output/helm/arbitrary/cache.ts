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
      endpoint: fc.oneof(fc.record({ reason: text }), fc.constant({ tls: true as const })),
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

/** Further caches: one before `cache` and one behind it, in the order of names. */
export const caches = fc.dictionary(fc.constantFrom('a-store', 'queue'), cache, { maxKeys: 2 });

/** What an application may name of them. */
export const namesOfCaches = ['cache', 'a-store', 'queue'].flatMap(name => [name, `${name}-endpoint`]);

/** What an application may use of an environment with such caches: one way to each, and an endpoint only where it is. */
export function usesOfCaches(
  uses: readonly string[],
  all: Readonly<Record<string, object | undefined>>,
): string[] {
  const isUsable = (used: string) => {
    const [, name = '', endpoint] = /^(.*?)(-endpoint)?$/.exec(used) ?? [];
    const cache = all[name];
    if (!endpoint) return cache !== undefined;
    return cache !== undefined && 'endpoint' in cache && !uses.includes(name);
  };
  return uses.filter(used => !namesOfCaches.includes(used) || isUsable(used));
}

/** The cache with a user for each application that uses it, or without users where none does. */
function withUsers(
  name: string,
  cache: { readonly users?: readonly object[] } | object | undefined,
  applications: Readonly<Record<string, object>>,
): object | undefined {
  if (cache === undefined || !('users' in cache) || cache.users === undefined) return cache;
  const { users, ...others } = cache;
  const clients = Object.entries(applications).filter(
    ([, application]) =>
      'uses' in application &&
      [name, `${name}-endpoint`].some(used => (application.uses as string[]).includes(used)),
  );
  if (clients.length === 0) return others;
  return {
    ...others,
    users: Object.fromEntries(clients.map(([client], index) => [client, users[index % users.length]])),
  };
}

/** The caches of an environment, each with users for the applications that use it. */
export function cachesWithUsers(
  { cache, caches }: { readonly cache?: object; readonly caches?: Readonly<Record<string, object>> },
  applications: Readonly<Record<string, object>>,
): object {
  const ofCache = withUsers('cache', cache, applications);
  const ofCaches = Object.entries(caches ?? {}).map(([key, further]) => [
    key,
    withUsers(key, further, applications),
  ]);
  return {
    ...(ofCache && { cache: ofCache }),
    ...(caches && { caches: Object.fromEntries(ofCaches) }),
  };
}
