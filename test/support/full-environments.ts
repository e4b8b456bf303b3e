import type { EnvironmentInput } from '../../config/environment.ts';
import { users } from './full/cache.ts';
import { cachesInNetworks, externalCaches, fullCaches } from './full/caches.ts';
import { fullContainer } from './full/container.ts';
import { databaseConnection, fullDatabase, fullExternal } from './full/databases.ts';
import { analysisJob, jobs, scheduled } from './full/jobs.ts';
import { ofKinds } from './full/kinds.ts';
import { furtherObjects, patches } from './full/objects.ts';
import { fullPod, fullSingle, otherPod } from './full/pod.ts';
import { ofProtocols, otherProbes, portsOfWeb } from './full/ports.ts';
import { fullResolution } from './full/resolution.ts';
import { envoyRoutes, ingressRoutes, protectedPreview, publicPreview, webRoutes } from './full/routes.ts';

/** Where it connects to, one destination of each kind. */
const egress = {
  egress: {
    partner: {
      network: '192.0.2.0/24',
      port: 443,
      protocol: 'TCP' as const,
      ports: [{ port: 53, protocol: 'UDP' as const }],
    },
    anywhere: { internet: true as const, except: ['198.51.100.0/24'], port: 443 },
  },
};

const payments = { hosts: ['api.example.com'], port: 443 };

const placement = (pool: string) => ({
  nodeSelector: { pool },
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [
        {
          matchExpressions: [{ key: 'disk', operator: 'In' as const, values: ['ssd'] }],
        },
      ],
    },
    preferredDuringSchedulingIgnoredDuringExecution: [
      {
        weight: 50,
        preference: { matchExpressions: [{ key: 'pool', operator: 'In' as const, values: ['large'] }] },
      },
    ],
  },
  priorityClassName: 'high',
  tolerations: [
    {
      key: 'pool',
      operator: 'Equal' as const,
      value: pool,
      effect: 'NoExecute' as const,
      tolerationSeconds: 60,
    },
  ],
});

const step = { cooldown: 300, adjustment: 1 };
const resources = {
  requests: { cpu: '500m', memory: '256Mi', ephemeralStorage: '1Gi' },
  limits: { cpu: '1', memory: '512Mi', ephemeralStorage: '4Gi' },
} as const;

const web = {
  image: 'registry.example.com/web:1.0.0',
  container: 'main',
  command: ['serve', '--all'],
  ...webRoutes,
  port: 8080,
  health: '/health',
  resources,
  scale: {
    min: 2,
    max: 5,
    mode: 'target' as const,
    rules: [
      { metric: 'MemoryUtilization' as const, threshold: 150, reason: 'caches give way', ...step },
      { metric: 'RequestCount' as const, threshold: 100, ...step },
      {
        metric: 'Prometheus' as const,
        name: 'queue',
        query: 'sum(queue_length)',
        window: '1m' as const,
        scope: 'pod' as const,
        unit: 'messages',
        threshold: 10,
        ...step,
      },
    ],
    down: { stabilization: '5m', replicas: 1, period: '1m' } as const,
  },
  delivery: {
    strategy: 'blueGreen' as const,
    preview: publicPreview,
    autoPromotion: true,
    analysis: { interval: '30s' as const, count: 5, successRate: 0.99, job: analysisJob },
    scaleDownDelay: '15m' as const,
  },
  uses: ['worker', 'database', 'reports', 'warehouse', 'archive'],
  connections: { database: databaseConnection, reports: { url: 'REPORTS_URL' } },
  ...egress,
  env: { LOG_LEVEL: 'info', MAP_TOKEN: 'for-browsers' },
  notSecret: { MAP_TOKEN: 'browsers hold it too' },
  secrets: { STRIPE_KEY: { secret: 'stripe', key: 'api-key' } },
  ...portsOfWeb,
  ...fullContainer,
  identity: { 'example.com/role': 'web' },
  labels: { team: 'payments' },
  annotations: { 'example.com/owner': 'payments' },
  ...placement('web'),
  ephemeralStorage: '256Mi' as const,
  shutdown: { drain: '10s', grace: '30s' } as const,
  ...jobs,
  ...fullPod,
  ...fullResolution,
};

const worker = {
  image: 'registry.example.com/worker:1.0.0',
  resources,
  scale: 2,
  uses: ['cache-endpoint', 'queue-endpoint'],
  delivery: { strategy: 'rollingUpdate' as const, maxSurge: 1, maxUnavailable: 1 },
  ...otherPod,
};

const probed = otherProbes.map(
  (probes, index) => [`probed-${index}`, { ...worker, uses: [], probes }] as const,
);

/**
 * Environments that together have every key of the schema. `test/hostile/` mutates each key, and
 * `test/config/effects.test.ts` shows that it has an effect. Add each new key to one of them.
 */
export const fullEnvironments: readonly EnvironmentInput[] = [
  {
    name: 'production',
    namespace: 'shop',
    imagePullSecrets: ['registry'],
    cluster: {
      kubernetes: '1.36',
      zones: 3,
      storageClass: 'ssd',
      networkPlugin: 'other',
      gatewayClass: 'envoy',
      clusterIssuer: 'letsencrypt',
      secretStore: 'vault',
      secretPrefix: 'shop/',
      prometheus: 'http://prometheus.monitoring.svc:9090',
      monitorLabels: { release: 'prometheus' },
      dns: {
        namespace: 'openshift-dns',
        podLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
        port: 5353,
        cidrs: ['10.0.0.10/32'],
        nodeLocal: false,
      },
      apiServer: { cidrs: ['10.0.0.0/8'], ports: [443, 6443] },
      podLabels: { gateway: { app: 'envoy' }, monitoring: { app: 'prometheus' } },
      namespaces: {
        argocd: 'argocd',
        cloudnativePg: 'cnpg-system',
        gateway: 'gateways',
        monitoring: 'monitoring',
        rollouts: 'argo-rollouts',
      },
    },
    databases: {
      reports: fullDatabase('reports', placement('reports')),
      warehouse: fullExternal,
      archive: { ...fullExternal, network: ['10.0.0.0/16', 'fd00::/48'] },
    },
    applications: { files: fullSingle, web, worker, ...ofKinds, ...ofProtocols, ...scheduled },
    database: fullDatabase('production', placement('database')),
    cache: {
      replicas: 3,
      memory: '1Gi',
      cpu: '250m',
      storage: '10Gi',
      profile: 'cache',
      eviction: 'allkeys-lru',
      endpoint: { tls: false, reason: 'the worker knows no Sentinel' },
      users,
      ...placement('cache'),
    },
    caches: fullCaches(placement('queue')),
    ...furtherObjects,
    patches,
    observability: true,
    gitops: {
      repository: 'https://git.example.com/platform.git',
      revision: 'main',
      path: 'dist',
      destination: 'https://kubernetes.default.svc',
    },
  },
  {
    name: 'external',
    cluster: { networkPlugin: 'cilium' as const, storageClass: 'ssd', ingressClass: 'nginx' },
    applications: {
      web: {
        ...web,
        ...ingressRoutes,
        egress: { ...egress.egress, payments },
        dnsPolicy: 'ClusterFirst' as const,
        uses: ['database', 'cache', 'sessions'],
        connections: {},
        delivery: {
          preview: { ...publicPreview, ingressAnnotations: { 'example.com/login': 'basic' } },
        },
      },
      ...Object.fromEntries(probed),
    },
    database: fullExternal,
    cache: {
      external: true,
      host: 'cache.example.com',
      port: 6379,
      network: '10.0.0.0/8',
      secret: 'managed-cache',
      tls: true,
    },
    caches: externalCaches,
  },
  {
    name: 'several-networks',
    cluster: { networkPlugin: 'cilium' as const, storageClass: 'ssd' },
    applications: {
      web: {
        ...web,
        ...envoyRoutes,
        delivery: { preview: protectedPreview },
        uses: ['database', 'cache', 'sessions', 'locks-endpoint'],
        connections: {},
        egress: { payments: { network: ['198.51.100.0/24', '2001:db8::/32'], port: 443 } },
      },
    },
    database: {
      external: true,
      host: 'db.example.com',
      network: ['10.0.0.0/16', 'fd00::/48'],
      secret: 'managed-database',
    },
    cache: {
      external: true,
      host: 'cache.example.com',
      network: ['10.0.0.0/16', 'fd00::/48'],
      secret: 'managed-cache',
    },
    caches: cachesInNetworks,
  },
];
