import type { Choices } from './choices.ts';
import type { Bits, Question } from './conditions.ts';

interface Asked {
  readonly template: string;
  readonly yes: (choices: Choices) => boolean;
}

const postgresMajors = [15, 16, 17, 18] as const;

/** Questions about the environment. Parentheses around what may be absent make its fields absent too. */
const aboutEnvironment: Readonly<Record<string, Asked>> = {
  'several-zones': { template: '(gt (int $.Values.cluster.zones) 1)', yes: ({ zones }) => zones > 1 },
  'ingress-class': { template: '$.Values.cluster.ingressClass', yes: ({ ingress }) => ingress },
  'secret-store': { template: '$.Values.cluster.secretStore', yes: ({ secretStore }) => secretStore },
  'many-hosts': { template: '$manyHosts', yes: ({ manyHosts }) => manyHosts },
  'api-server': { template: '$.Values.cluster.apiServer.cidrs', yes: ({ apiServer }) => apiServer },
  resolver: { template: '$.Values.cluster.dns.cidrs', yes: choices => choices.resolver },
  'node-local-dns': { template: '$.Values.cluster.dns.nodeLocal', yes: choices => choices.nodeLocalDns },
  'gateway-labels': {
    template: '$.Values.cluster.podLabels.gateway',
    yes: ({ gatewayLabels }) => gatewayLabels,
  },
  'envoy-gateway': {
    template: '(eq $.Values.cluster.namespaces.gateway "envoy-gateway-system")',
    yes: ({ envoyGateway }) => envoyGateway,
  },
  'monitor-labels': {
    template: '$.Values.cluster.monitorLabels',
    yes: ({ monitorLabels }) => monitorLabels,
  },
  observability: { template: '$.Values.observability', yes: ({ observability }) => observability },
  gitops: { template: '(kindIs "map" $.Values.gitops)', yes: ({ gitops }) => gitops },
  'database-managed': {
    template: '(and $.Values.database (not $.Values.database.external))',
    yes: ({ database }) => database === 'managed',
  },
  'database-external': {
    template: '($.Values.database).external',
    yes: ({ database }) => database === 'external',
  },
  replicas: {
    template: '(gt (int ($.Values.database).instances) 1)',
    yes: ({ instances }) => instances > 1,
  },
  'durability-preferred': {
    template:
      '(and (gt (int ($.Values.database).instances) 1) (eq ($.Values.database).dataDurability "preferred"))',
    yes: ({ dataDurability }) => dataDurability === 'preferred',
  },
  'several-poolers': {
    template: '(gt (int (($.Values.database).pooler).instances) 1)',
    yes: ({ pooler }) => pooler > 1,
  },
  backup: { template: '($.Values.database).backup', yes: choices => choices.backup },
  'backup-endpoint': {
    template: '(($.Values.database).backup).endpoint',
    yes: ({ endpoint }) => endpoint,
  },
  'object-store': {
    template: '(($.Values.database).backup).cidrs',
    yes: ({ objectStore }) => objectStore,
  },
  'backup-secret': {
    template: '(($.Values.database).backup).secret',
    yes: ({ backupSecret }) => backupSecret,
  },
  'database-identity': {
    template: '($.Values.database).identity',
    yes: ({ databaseIdentity }) => databaseIdentity,
  },
  'database-parameters': {
    template: '($.Values.database).parameters',
    yes: ({ parameters }) => parameters,
  },
  'database-node-selector': {
    template: '($.Values.database).nodeSelector',
    yes: ({ databaseNodeSelector }) => databaseNodeSelector,
  },
  'database-tolerations': {
    template: '($.Values.database).tolerations',
    yes: ({ databaseTolerations }) => databaseTolerations,
  },
  'read-host': { template: '($.Values.database).readHost', yes: ({ readHost }) => readHost },
  'cache-managed': {
    template: '(and $.Values.cache (not $.Values.cache.external))',
    yes: ({ cache }) => cache === 'managed',
  },
  'cache-external': { template: '($.Values.cache).external', yes: ({ cache }) => cache === 'external' },
  'several-cache-replicas': {
    template: '(gt (int ($.Values.cache).replicas) 2)',
    yes: ({ cacheReplicas }) => cacheReplicas > 2,
  },
  'no-eviction': {
    template: '(eq ($.Values.cache).eviction "noeviction")',
    yes: ({ eviction }) => eviction === 'noeviction',
  },
  'cache-node-selector': {
    template: '($.Values.cache).nodeSelector',
    yes: ({ cacheNodeSelector }) => cacheNodeSelector,
  },
  'cache-tolerations': {
    template: '($.Values.cache).tolerations',
    yes: ({ cacheTolerations }) => cacheTolerations,
  },
  'kubernetes-1.30': {
    template: '(semverCompare ">=1.30-0" $.Values.cluster.kubernetes)',
    yes: ({ kubernetes }) => kubernetes !== '1.27',
  },
  'kubernetes-1.35': {
    template: '(semverCompare ">=1.35-0" $.Values.cluster.kubernetes)',
    yes: ({ kubernetes }) => kubernetes === '1.36',
  },
  ...Object.fromEntries(
    postgresMajors.map(major => [
      `postgresql-${major}`,
      {
        template: `(eq (int ($.Values.database).version) ${major})`,
        yes: ({ database, version }: Choices) => database === 'managed' && version === major,
      },
    ]),
  ),
};

/** Questions about one application. */
const aboutApplication: Readonly<Record<string, Asked>> = {
  'blue-green': {
    template: '(eq $app.delivery.strategy "blueGreen")',
    yes: ({ strategy }) => strategy === 'blueGreen',
  },
  host: { template: '$app.host', yes: ({ host }) => host },
  preview: { template: '$app.delivery.previewHost', yes: ({ preview }) => preview },
  command: { template: '$app.command', yes: ({ command }) => command },
  container: { template: '$app.container', yes: ({ container }) => container },
  'uses-database': { template: '(has "database" $app.uses)', yes: ({ usesDatabase }) => usesDatabase },
  'uses-cache': { template: '(has "cache" $app.uses)', yes: ({ usesCache }) => usesCache },
  'uses-application': {
    template: '(without $app.uses "database" "cache")',
    yes: ({ usesApplication }) => usesApplication,
  },
  'is-used': { template: '(hasKey $callers $name)', yes: ({ isUsed }) => isUsed },
  egress: { template: '$app.egress', yes: ({ egress }) => egress },
  env: { template: '$app.env', yes: ({ env }) => env },
  secrets: { template: '$app.secrets', yes: ({ secrets }) => secrets },
  identity: { template: '$app.identity', yes: ({ identity }) => identity },
  labels: { template: '$app.labels', yes: ({ labels }) => labels },
  annotations: { template: '$app.annotations', yes: ({ annotations }) => annotations },
  'node-selector': { template: '$app.nodeSelector', yes: ({ nodeSelector }) => nodeSelector },
  tolerations: { template: '$app.tolerations', yes: ({ tolerations }) => tolerations },
  drains: {
    template: '(ne (include "slipway.seconds" $app.shutdown.drain) "0")',
    yes: ({ drains }) => drains,
  },
  idle: { template: '(eq (toString $app.scale) "0")', yes: ({ idle }) => idle },
  scales: { template: '(kindIs "map" $app.scale)', yes: ({ scales }) => scales },
  steps: { template: '$steps', yes: ({ step }) => step },
  'scales-by-cpu': { template: scalesBy('CPUUtilization'), yes: ({ cpu }) => cpu },
  'scales-by-memory': { template: scalesBy('MemoryUtilization'), yes: ({ memory }) => memory },
  'scales-by-requests': { template: scalesBy('RequestCount'), yes: ({ requests }) => requests },
  'scales-by-prometheus': { template: scalesBy('Prometheus'), yes: ({ prometheus }) => prometheus },
  'scales-by-resources': {
    template:
      '(and (kindIs "map" $app.scale) (not $steps) (not (has "RequestCount" $metrics)) (not (has "Prometheus" $metrics)))',
    yes: ({ scales, step, requests, prometheus }) => scales && !step && !requests && !prometheus,
  },
  'is-held': {
    template:
      '(and (eq $app.delivery.strategy "blueGreen") (not (kindIs "map" $app.scale)) (ne (toString $app.scale) "0"))',
    yes: ({ strategy, scales, idle }) => strategy === 'blueGreen' && !scales && !idle,
  },
};

function scalesBy(metric: string): string {
  return `(has "${metric}" $metrics)`;
}

/** Every question, answered for samples of these choices. */
export function questionsAbout(samples: readonly Choices[]): Question[] {
  const answered = (asked: Readonly<Record<string, Asked>>, ofApplication: boolean): Question[] =>
    Object.entries(asked).map(([id, { template, yes }]) => ({
      id,
      template,
      ofApplication,
      yes: bitsWhere(samples, yes),
    }));
  return [...answered(aboutApplication, true), ...answered(aboutEnvironment, false)];
}

/** A bit for each sample of which something is true. */
export function bitsWhere<T>(samples: readonly T[], holds: (sample: T) => boolean): Bits {
  return samples.reduce((bits, sample, index) => (holds(sample) ? bits | (1n << BigInt(index)) : bits), 0n);
}
