import type { Values } from './chart.ts';

const queue = { external: false, replicas: 3, memory: '1Gi', cpu: '250m', storage: '10Gi', profile: 'queue' };
const placed = { ...queue, nodeSelector: {}, tolerations: [] };
const usedByWeb = (uses: string[]): Values => ({ applications: { web: { uses } } });

/** Values of caches next to `cache` that the chart refuses, and what the message names. */
export const cacheFaults: readonly [string, Values, string][] = [
  ['a cache with the name of an application', { caches: { web: placed } }, 'caches.web'],
  ['a cache with the name of the database', { caches: { 'database-a': placed } }, 'caches.database-a'],
  ['a cache with the name of the dashboard', { caches: { dashboard: placed } }, 'caches.dashboard'],
  ['caches that begin alike', { caches: { queue: placed, 'queue-sentinel': placed } }, 'caches.queue'],
  [
    'a further queue that evicts',
    { caches: { queue: { ...placed, eviction: 'allkeys-lru' } } },
    'caches.queue.eviction',
  ],
  [
    'a further volume too small',
    { caches: { queue: { ...placed, storage: '1Gi' } } },
    'caches.queue.storage',
  ],
  [
    'a use of a further endpoint that is not there',
    { caches: { queue: placed }, ...usedByWeb(['queue-endpoint']) },
    'applications.web.uses',
  ],
  [
    'two ways to a further cache',
    {
      caches: { queue: { ...placed, endpoint: { tls: false, reason: 'old' } } },
      ...usedByWeb(['queue', 'queue-endpoint']),
    },
    'applications.web.uses',
  ],
];
