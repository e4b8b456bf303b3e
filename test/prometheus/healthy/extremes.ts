import { type EnvironmentInput, environmentSchema } from '../../../config/environment.ts';

const image = 'registry.example.com/web:1.0.0';
const cluster = { storageClass: 'ssd' };

function parsed(input: EnvironmentInput) {
  return environmentSchema.parse(input);
}

/** Nothing runs in it. */
export const smallestOfAll = parsed({ name: 'nothing', cluster });

/** The least of everything. */
export const smallest = parsed({
  name: 'smallest',
  cluster: { ...cluster, zones: 1 },
  applications: {
    web: {
      image,
      host: 'web.example.com',
      resources: { requests: { cpu: '1m', memory: '1Mi' } },
      scale: 1,
      delivery: { strategy: 'rollingUpdate', maxSurge: 0, maxUnavailable: 1 },
    },
    idle: { image, resources: { requests: { cpu: '1m', memory: '1Mi' } }, scale: 0 },
    silent: { image, resources: { requests: { cpu: '1m', memory: '1Mi' } }, scale: 1, metrics: false },
  },
  database: {
    instances: 1,
    storage: '1Gi',
    walStorage: '2Gi',
    resources: { requests: { cpu: '100m', memory: '256Mi' } },
    pooler: { instances: 1 },
  },
  cache: { replicas: 2, memory: '64Mi', storage: '144Mi' },
});

const step = { cooldown: 60, adjustment: 1 };
const busy = { requests: { cpu: '4', memory: '8Gi' }, limits: { cpu: '8', memory: '16Gi' } } as const;

/** Much of everything, and bounds that are equal. */
export const largest = parsed({
  name: 'largest',
  cluster,
  applications: {
    web: {
      image,
      host: 'web.example.com',
      resources: busy,
      beforeRelease: { args: ['migrate'] },
      scale: {
        min: 500,
        max: 1000,
        rules: [
          { metric: 'CPUUtilization', threshold: 70, ...step },
          { metric: 'MemoryUtilization', threshold: 80, ...step },
          { metric: 'RequestCount', threshold: 6000, ...step },
        ],
      },
    },
    greeter: {
      image,
      host: 'grpc.example.com',
      resources: busy,
      protocol: 'gRPC',
      metrics: { port: 9464, requests: 'grpc_server_handled_total', statusLabel: 'grpc_code' },
    },
    courier: { kind: 'worker', image, resources: busy, metrics: { port: 9394 } },
    report: { kind: 'scheduled', image, resources: busy, schedule: { cron: '0 2 * * *' } },
    steps: {
      image,
      host: 'steps.example.com',
      resources: busy,
      scale: { min: 2, max: 50, mode: 'step', rules: [{ metric: 'CPUUtilization', threshold: 70, ...step }] },
    },
    equal: {
      image,
      host: 'equal.example.com',
      resources: busy,
      scale: { min: 40, max: 40, rules: [{ metric: 'CPUUtilization', threshold: 70, ...step }] },
      delivery: { strategy: 'rollingUpdate' },
      metrics: { port: 9797, statusLabel: 'status' },
    },
  },
  database: {
    instances: 9,
    storage: '10Ti',
    walStorage: '1Ti',
    resources: { requests: { cpu: '16', memory: '64Gi' } },
    pooler: { instances: 20, maxClientConnections: 10_000, poolSize: 50 },
    backup: {
      destination: 's3://bucket/largest',
      schedule: '0 0 12 1 * *',
      retention: '6m',
      maxAge: '744h',
    },
  },
  cache: {
    replicas: 9,
    memory: '64Gi',
    storage: '144Gi',
    profile: 'session',
    endpoint: { reason: 'of old clients' },
  },
  databases: {
    reports: {
      storage: '100Gi',
      backup: { destination: 's3://bucket/largest-reports', schedule: '0 0 3 * * *', retention: '30d' },
    },
    archive: { instances: 1, storage: '1Ti', walStorage: '20Gi' },
  },
  caches: {
    queue: { profile: 'queue', memory: '1Gi', endpoint: { reason: 'of old clients' } },
    fragments: { replicas: 2, memory: '64Mi', storage: '144Mi' },
  },
  gitops: { repository: 'https://git.example.com/platform.git' },
});
