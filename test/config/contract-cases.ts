import type { contract } from '../../config/contract/contract.ts';
import type { DataObject } from '../../config/merge.ts';

/** An environment that relies on a default, and others that do not. */
export interface ContractCase {
  /** What it has apart from one small application. Default: nothing. */
  readonly given?: DataObject;
  readonly must: string;
  readonly write: string;
  /** Each of these makes it not rely on the default. */
  readonly decided: readonly DataObject[];
}

const web = (keys: DataObject): DataObject => ({ applications: { web: keys } });

const database: DataObject = { database: { storage: '20Gi' }, ...web({ uses: ['database'] }) };
const externalDatabase: DataObject = {
  database: {
    external: true,
    storage: null,
    host: 'db.example.com',
    network: '192.0.2.0/24',
    secret: 'db',
  },
};
const endpoint: DataObject = {
  cache: { endpoint: { reason: 'a client without Sentinel' } },
  ...web({ uses: ['cache-endpoint'] }),
};
const cache: DataObject = { cache: {}, ...web({ uses: ['cache'] }) };
const worker = web({ kind: 'worker' });

export const contractCases: Readonly<Record<keyof typeof contract, ContractCase>> = {
  user: {
    must: 'run as a number above 0, such as USER 1000',
    write: 'securityContext.runAsUser',
    decided: [
      web({ securityContext: { runAsUser: 1000 } }),
      web({ securityContext: { runAsNonRoot: false, reason: 's6' } }),
    ],
  },
  capabilities: {
    must: 'need no capability, and no program that gains rights such as sudo',
    write: 'securityContext.capabilities',
    decided: [web({ securityContext: { capabilities: ['NET_BIND_SERVICE'], reason: 'port 80' } })],
  },
  'read-only-root': {
    must: 'write to no folder but /tmp',
    write: 'emptyDirs or volumes',
    decided: [
      web({ emptyDirs: { data: { mountPath: '/data', sizeLimit: '1Gi' } } }),
      web({ securityContext: { readOnlyRootFilesystem: false, reason: 'it patches itself' } }),
    ],
  },
  tmp: {
    must: 'need at most 128Mi in /tmp',
    write: 'ephemeralStorage',
    decided: [web({ ephemeralStorage: '1Gi' })],
  },
  shm: {
    must: 'need at most 64Mi in /dev/shm',
    write: 'emptyDirs with mountPath: /dev/shm',
    decided: [web({ emptyDirs: { shm: { mountPath: '/dev/shm', sizeLimit: '32Mi', medium: 'Memory' } } })],
  },
  limits: {
    must: 'do with what it requests: 100m CPU, and 64Mi of memory',
    write: 'resources.limits',
    decided: [web({ resources: { limits: { cpu: '1', memory: '1Gi' } } })],
  },
  start: {
    must: 'be up 5m after its start',
    write: 'probes.startup',
    decided: [
      web({ probes: { startup: { failureThreshold: 90 } } }),
      web({ probes: { startup: false } }),
      worker,
    ],
  },
  end: {
    must: 'end within 30s of SIGTERM',
    write: 'shutdown.grace',
    decided: [web({ shutdown: { grace: '2m' } })],
  },
  sleep: {
    given: { cluster: { kubernetes: '1.27' } },
    must: 'contain the program sleep, which waits before SIGTERM on Kubernetes before 1.30',
    write: 'shutdown.drain',
    decided: [{ cluster: { kubernetes: '1.36' } }, web({ shutdown: { drain: '0s' } })],
  },
  'before-release': {
    given: web({ beforeRelease: { args: ['migrate'] } }),
    must: 'finish beforeRelease within 10m, all attempts together',
    write: 'beforeRelease.deadline',
    decided: [web({ beforeRelease: { deadline: '1h' } }), web({ beforeRelease: null })],
  },
  scheduled: {
    given: web({ kind: 'scheduled', schedule: { cron: '0 2 * * *' } }),
    must: 'end within 1h, all attempts together',
    write: 'schedule.deadline',
    decided: [web({ schedule: { deadline: '2h' } }), web({ kind: 'worker', schedule: null })],
  },
  replicas: {
    must: 'run in 3 pods at a time',
    write: 'scale',
    decided: [web({ scale: 2 }), web({ kind: 'scheduled', schedule: { cron: '0 2 * * *' } })],
  },
  versions: {
    must: 'run next to the version before it, for 15m after each release',
    write: 'delivery',
    decided: [web({ delivery: { strategy: 'recreate' } }), web({ kind: 'stateful' })],
  },
  port: {
    must: 'listen on port 8080',
    write: 'port or kind: worker',
    decided: [web({ port: 3000 }), worker],
  },
  health: {
    must: 'answer GET /health with 2xx while it can serve: readiness, liveness, startup and the analysis of a release',
    write: 'health',
    decided: [
      web({ health: '/readyz' }),
      web({
        delivery: { strategy: 'rollingUpdate' },
        probes: { readiness: { tcp: 8080 }, liveness: false, startup: { tcp: 8080 } },
      }),
      worker,
    ],
  },
  protocol: {
    must: 'speak HTTP 1.1 at that port',
    write: 'protocol',
    decided: [web({ protocol: 'H2C' }), worker],
  },
  'grpc-health': {
    given: web({ protocol: 'gRPC', metrics: false }),
    must: 'answer the health requests of gRPC: readiness, liveness and startup',
    write: 'probes',
    decided: [web({ probes: { readiness: { tcp: 8080 } } }), web({ protocol: 'TCP' })],
  },
  'health-without-data': {
    given: database,
    must: 'answer GET /health also without its database or cache, or all pods are restarted',
    write: 'probes.liveness',
    decided: [web({ probes: { liveness: { path: '/alive' } } }), web({ uses: [] })],
  },
  'metrics-path': {
    must: 'show Prometheus its metrics at /metrics on port 8080',
    write: 'metrics.path or metrics: false',
    decided: [
      web({ metrics: { path: '/stats' } }),
      web({ metrics: false }),
      { observability: false },
      worker,
    ],
  },
  'request-counter': {
    must: 'count its requests in http_requests_total: alerts and the analysis of a release',
    write: 'metrics.requests',
    decided: [
      web({ metrics: { requests: 'requests_total' } }),
      web({ metrics: { requests: false } }),
      { observability: false, ...web({ delivery: { strategy: 'rollingUpdate' } }) },
    ],
  },
  'status-label': {
    must: 'have the status of each answer in the label code of that counter',
    write: 'metrics.statusLabel',
    decided: [web({ metrics: { statusLabel: 'status' } }), web({ metrics: { requests: false } })],
  },
  egress: {
    given: database,
    must: 'connect to nothing but database',
    write: 'egress or uses',
    decided: [web({ egress: { mail: { network: '192.0.2.0/24' } } })],
  },
  'database-variables': {
    given: database,
    must: 'read PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD',
    write: 'connections.database.url or env such as DB_HOST: $(PGHOST)',
    decided: [
      web({ connections: { database: { url: 'DATABASE_URL' } } }),
      web({ env: { DB_HOST: '$(PGHOST)' } }),
      web({ args: ['--db=$(PGHOST)'] }),
      web({ uses: [] }),
    ],
  },
  'database-authority': {
    given: database,
    must: 'connect with TLS, and check it by the authority in PGSSLROOTCERT',
    write: 'connections.database.query with another sslmode',
    decided: [
      web({ connections: { database: { url: 'DATABASE_URL', query: '?sslmode=require' } } }),
      externalDatabase,
    ],
  },
  pooling: {
    given: database,
    must: 'be ready for a pooler that changes the connection between transactions',
    write: 'connections.database.direct or database.pooler.mode',
    decided: [
      { database: { directConnections: 5 }, ...web({ connections: { database: { direct: true } } }) },
      { database: { pooler: { mode: 'session' } } },
      externalDatabase,
    ],
  },
  sentinel: {
    given: cache,
    must: 'speak Sentinel and TLS, by REDIS_SENTINELS, REDIS_MASTER_NAME and REDIS_TLS_CA_FILE',
    write: 'cache-endpoint in uses, and cache.endpoint',
    decided: [endpoint],
  },
  'cache-variables': {
    given: endpoint,
    must: 'read REDIS_URL, or REDIS_HOST, REDIS_PORT and REDIS_PASSWORD',
    write: 'env such as CACHE_URL: $(REDIS_URL)',
    decided: [web({ env: { QUEUE_URL: '$(REDIS_URL)/1' } }), cache],
  },
  'cache-authority': {
    given: { cache: { endpoint: { tls: true } }, ...web({ uses: ['cache-endpoint'] }) },
    must: 'connect with TLS, and check it by the authority in REDIS_TLS_CA_FILE',
    write: 'cache.endpoint with a reason in place of tls',
    decided: [{ cache: { endpoint: { tls: false, reason: 'a client without TLS' } } }, cache],
  },
  eviction: {
    given: cache,
    must: 'live with a cache that forgets keys when its memory is full',
    write: 'cache.profile',
    decided: [{ cache: { profile: 'session' } }, web({ uses: [] })],
  },
};
