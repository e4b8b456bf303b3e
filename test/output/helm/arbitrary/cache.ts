import fc from 'fast-check';
import { cpu, memory, networks, placement, text } from '../scalars.ts';

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
