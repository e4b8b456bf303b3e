import type { EnvironmentInput } from '../../../config/environment.ts';
import { users } from './cache.ts';

type Caches = EnvironmentInput['caches'];
type Running = Exclude<EnvironmentInput['cache'], undefined | { external: true }>;

/** Caches next to `cache` with every key of one that runs here. */
export const fullCaches = (placement: Partial<Running>): Caches => ({
  queue: {
    replicas: 4,
    memory: '2Gi',
    cpu: '500m',
    storage: '20Gi',
    profile: 'cache' as const,
    eviction: 'volatile-ttl' as const,
    endpoint: { reason: 'the "scheduler" knows no Sentinel' },
    users,
    ...placement,
  },
});

/** A managed service next to `cache`. */
export const externalCaches = {
  sessions: {
    external: true as const,
    host: 'sessions.example.com',
    port: 6380,
    network: '10.0.0.0/8',
    secret: 'managed-sessions',
    tls: true,
  },
};

/** The same in several networks. */
export const cachesInNetworks: Caches = {
  sessions: { ...externalCaches.sessions, network: ['10.0.0.0/16', 'fd00::/48'] },
  // Its endpoint speaks TLS.
  locks: { endpoint: { tls: true } },
};
