import { join } from 'node:path';
import { environmentFiles } from '../../../config/files.ts';
import { type Data, mergePatch } from '../../../config/merge.ts';
import { readEnvironmentFile } from '../../../config/read/environment-file.ts';

const folder = join(import.meta.dirname, '../../../environments');

/** The environments of this repository, each merged into what it extends: the data that mutations begin with. */
export async function shippedEnvironments(): Promise<object[]> {
  return Promise.all((await environmentFiles(folder)).map(readMerged));
}

async function readMerged(file: string): Promise<object> {
  const { extends: base, ...own } = (await readEnvironmentFile(file)).data;
  const under: Data = typeof base === 'string' ? ((await readMerged(join(folder, base))) as Data) : {};
  return mergePatch(under, own) as object;
}

const resources = { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } };
const placement = {
  nodeSelector: { 'example.com/pool': 'a' },
  tolerations: [
    { key: 'dedicated', operator: 'Equal', value: 'a', effect: 'NoExecute', tolerationSeconds: 60 },
  ],
};

/** Environments that say every key there is, so that each of them is mutated. */
export const fullEnvironments: readonly object[] = [
  {
    name: 'full',
    namespace: 'full-of-keys',
    cluster: {
      kubernetes: '1.36',
      zones: 3,
      storageClass: 'encrypted',
      gatewayClass: 'envoy',
      clusterIssuer: 'letsencrypt',
      secretStore: 'vault',
      secretPrefix: 'full/',
      prometheus: 'http://prometheus.monitoring.svc:9090',
      monitorLabels: { release: 'prometheus' },
      dns: {
        namespace: 'openshift-dns',
        podLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
        port: 5353,
        cidrs: ['10.0.0.10/32', 'fd00::10/128'],
        nodeLocal: true,
      },
      apiServer: { cidrs: ['10.0.0.1/32', 'fd00::1/128'], ports: [443, 6443] },
      podLabels: { gateway: { app: 'envoy' }, monitoring: { app: 'prometheus' } },
      namespaces: { argocd: 'argocd', cloudnativePg: 'cnpg', gateway: 'gw', monitoring: 'm', rollouts: 'r' },
    },
    applications: {
      web: {
        image: 'ghcr.io/example/web:1.0.0',
        container: 'web-app',
        command: ['web', '--port', '8080'],
        host: 'app.example.com',
        port: 8080,
        health: '/health',
        resources,
        scale: {
          min: 3,
          max: 12,
          mode: 'target',
          rules: [
            { metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1, reason: 'none' },
            { metric: 'RequestCount', threshold: 1000, cooldown: 180, adjustment: 2 },
            {
              metric: 'Prometheus',
              name: 'queue',
              query: 'sum(queue_length)',
              window: '1m',
              scope: 'pod',
              unit: 'messages',
              threshold: 10,
              cooldown: 60,
              adjustment: 1,
            },
          ],
          down: { stabilization: '5m', replicas: 1, period: '1m' },
        },
        delivery: {
          strategy: 'blueGreen',
          previewHost: 'new.example.com',
          autoPromotion: true,
          analysis: { interval: '30s', count: 5, successRate: 0.99 },
          scaleDownDelay: '15m',
        },
        uses: ['database', 'cache', 'worker'],
        egress: { payments: { network: ['203.0.113.0/24', '2001:db8::/32'], port: 443 } },
        env: { LOG_LEVEL: 'info', SESSION_TOKEN: 'rotates' },
        notSecret: { SESSION_TOKEN: 'the name of a mode' },
        ephemeralStorage: '256Mi',
        secrets: { STRIPE_KEY: { secret: 'stripe', key: 'key' } },
        metrics: { path: '/metrics', requests: 'http_requests_total' },
        identity: { 'example.com/role': 'web' },
        labels: { team: 'a' },
        annotations: { 'example.com/owner': 'a' },
        ...placement,
        shutdown: { drain: '10s', grace: '30s' },
      },
      worker: {
        image: 'ghcr.io/example/worker:1.0.0',
        resources,
        scale: 2,
        delivery: { strategy: 'rollingUpdate', maxSurge: 1, maxUnavailable: 0 },
      },
    },
    database: {
      instances: 3,
      dataDurability: 'required',
      version: 17,
      storage: '100Gi',
      walStorage: '10Gi',
      resources,
      pooler: { instances: 2, mode: 'transaction', maxClientConnections: 1000, poolSize: 20 },
      parameters: { log_min_duration_statement: '1000' },
      backup: {
        destination: 's3://backups/full',
        endpoint: 'https://objects.example.com:9000',
        cidrs: ['198.51.100.0/24'],
        schedule: '0 0 2 * * *',
        retention: '30d',
        secret: 's3',
        maxAge: '48h',
        resources,
      },
      identity: { 'example.com/role': 'database' },
      ...placement,
    },
    cache: {
      replicas: 3,
      memory: '1Gi',
      cpu: '250m',
      storage: '10Gi',
      eviction: 'allkeys-lru',
      ...placement,
    },
    observability: true,
    gitops: {
      repository: 'https://git.example.com/platform.git',
      revision: 'main',
      path: 'dist',
      destination: 'https://kubernetes.default.svc',
    },
  },
  {
    name: 'outside',
    cluster: { storageClass: 'encrypted', ingressClass: 'nginx' },
    applications: { web: { image: 'web:1.0.0', resources, uses: ['database', 'cache'] } },
    database: {
      external: true,
      host: 'db.example.com',
      readHost: 'ro.example.com',
      port: 5432,
      network: '10.0.0.0/8',
      database: 'app',
      secret: 'db',
    },
    cache: { external: true, host: 'cache.example.com', port: 6379, network: '10.0.0.0/8', secret: 'cache' },
  },
];
