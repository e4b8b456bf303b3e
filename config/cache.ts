import { z } from 'zod';
import { users } from './cache-users.ts';
import { placement } from './placement.ts';
import { mostCaches } from './units/counts.ts';
import { someText } from './units/free-text.ts';
import { existingName, hostName, port } from './units/names.ts';
import { networks } from './units/network.ts';
import { byteQuantity, cpu, type Quantity } from './units/quantity.ts';

/** Share of a data pod's memory that holds data, in percent. The rest is for memory that `maxmemory` does not count. */
export const dataMemoryPercent = 75;

/**
 * Space for the append-only file while it is rewritten, in multiples of maxmemory. The old base and the new base are
 * each as large as the data. The increments have half that size when a rewrite starts (`auto-aof-rewrite-percentage
 * 50`, charts/cache/settings.ts). The last half is for new writes; more of them fill the volume (measured in
 * docs/cache.md). Redis' default of 100 percent would leave no space for new writes.
 *
 * Sources: valkey issues 540 and 2368.
 */
export const appendOnlyCopies = 3;

const eviction = z.enum(['allkeys-lru', 'allkeys-lfu', 'volatile-lru', 'volatile-lfu', 'volatile-ttl'], {
  error: ({ input }) =>
    input === 'noeviction'
      ? 'found "noeviction", which a cache that evicts contradicts; write profile: queue or profile: session, which never evict'
      : undefined,
});

const plainText = z.strictObject({
  tls: z.literal(false).default(false).meta({ description: 'Clients speak plain text to it.' }),
  reason: someText.meta({
    description: 'Why the password and all data may cross the network of the cluster in plain text.',
  }),
});

const withTls = z.strictObject({
  tls: z.literal(true).meta({
    description:
      'Clients speak TLS to it, and trust the authority in REDIS_TLS_CA_FILE. REDIS_URL begins with rediss.',
  }),
});

const endpoint = z.discriminatedUnion('tls', [plainText, withTls]);

const managed = z.strictObject({
  external: z.literal(false).default(false).meta({ description: 'Valkey with Sentinel runs here.' }),
  replicas: z.int().min(2).max(mostCaches).default(3).meta({
    description:
      'Data pods: one primary, the others are replicas. With 2, a primary that is cut off accepts writes that are lost later.',
  }),
  memory: byteQuantity
    .prefault('1Gi')
    .meta({ description: 'Memory of each data pod; three quarters of it are for data (maxmemory).' }),
  cpu: cpu.prefault('250m').meta({ description: 'CPU that each data pod requests.' }),
  storage: byteQuantity.prefault('10Gi').meta({
    description: 'Volume of each data pod for the append-only file: at least three times maxmemory.',
  }),
  profile: z.enum(['cache', 'queue', 'session']).default('cache').meta({
    description:
      'What it promises. cache: evicts keys when memory is full. queue, session: never evict, refuse writes then, and need 3 data pods, so that a primary without a replica refuses writes.',
  }),
  eviction: eviction.optional().meta({
    description:
      'Which keys a profile `cache` evicts when memory is full (maxmemory-policy). Default: allkeys-lru.',
  }),
  endpoint: endpoint.optional().meta({
    description:
      'One address that follows the primary, for clients that do not know Sentinel: with TLS, or in plain text with a reason. Applications name it in `uses` as cache-endpoint, or as NAME-endpoint for one of `caches`. Default: none.',
  }),
  users: users.optional().meta({
    description:
      'A user for each application that uses the cache: its own password, and the keys it may use. Then every such application must have one. Default: all share one password and all keys.',
  }),
  ...placement,
});

const external = z.strictObject({
  external: z
    .literal(true)
    .meta({ description: 'A managed service: only the connection and the network policies are made.' }),
  host: hostName.meta({ description: 'Host of the managed service.' }),
  port: port.default(6379).meta({ description: 'Port of the managed service.' }),
  network: networks.meta({
    description: 'Network of the service, or a list; NetworkPolicies allow traffic to it.',
  }),
  secret: existingName.meta({ description: 'Secret with the key `password`.' }),
  tls: z.boolean().default(false).meta({
    description: 'Whether the service speaks TLS, so that REDIS_URL begins with rediss.',
  }),
});

/** Valkey with Sentinel, or a managed service that applications only connect to. */
export const cache = z.discriminatedUnion('external', [managed, external]);

export type Cache = z.output<typeof cache>;
export type ManagedCache = z.output<typeof managed>;
export type ExternalCache = z.output<typeof external>;

/** Memory that the server of each data pod may fill with data: its setting `maxmemory`. */
export function maxMemoryOf({ memory }: Pick<ManagedCache, 'memory'>): Quantity {
  return memory.percent(dataMemoryPercent, '');
}

/** What the servers do when memory is full: their setting `maxmemory-policy`. */
export function evictionOf({ profile, eviction }: Pick<ManagedCache, 'profile' | 'eviction'>): string {
  return profile === 'cache' ? (eviction ?? 'allkeys-lru') : 'noeviction';
}
