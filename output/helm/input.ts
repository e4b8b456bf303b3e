import type { EnvironmentInput } from '../../config/environment.ts';
import type { Choices } from './choices.ts';

type ApplicationInput = NonNullable<EnvironmentInput['applications']>[string];

/** The applications of a sample: the one that templates are about, one that it uses, and one that uses it. */
export const roles = {
  subject: { name: '$name', place: { pipeline: '$app', loops: ['application'] } },
  used: {
    name: '$used',
    place: { pipeline: '(get $.Values.applications $used)', loops: ['application', 'used'] },
  },
  caller: {
    name: '$caller',
    place: { pipeline: 'no value of the caller', loops: ['application', 'caller'] },
  },
} as const;

const resources = {
  requests: { cpu: '500m', memory: '256Mi' },
  limits: { cpu: '1', memory: '512Mi' },
} as const;

const small: ApplicationInput = {
  image: 'registry.example.com/app:1',
  resources,
  delivery: { strategy: 'rollingUpdate' },
};

/** An environment file that makes these choices; its other values are replaced by markers afterwards. */
export function inputOf(choices: Choices): EnvironmentInput {
  return {
    name: 'sample',
    cluster: {
      storageClass: 'class',
      kubernetes: choices.kubernetes,
      zones: choices.zones,
      dns: { nodeLocal: choices.nodeLocalDns, ...(choices.resolver && { cidrs: ['10.0.0.0/8'] }) },
      apiServer: { ports: [443], ...(choices.apiServer && { cidrs: ['10.0.0.0/8'] }) },
      ...(choices.gatewayLabels && { podLabels: { gateway: { label: 'value' } } }),
      ...(choices.monitorLabels && { monitorLabels: { label: 'value' } }),
      ...(choices.secretStore && { secretStore: 'store' }),
      ...(choices.ingress && { ingressClass: 'class' }),
    },
    applications: {
      subject: subject(choices),
      ...(choices.usesApplication && { used: small }),
      ...(choices.isUsed && { caller: { ...small, uses: ['subject'] } }),
    },
    ...databaseOf(choices),
    ...cacheOf(choices),
    observability: choices.observability,
    ...(choices.gitops && { gitops: { repository: 'https://git.example.com/platform.git' } }),
  };
}

function subject(choices: Choices): ApplicationInput {
  return {
    image: 'registry.example.com/app:1',
    resources,
    ...(choices.host && { host: 'app.example.com' }),
    ...(choices.command && { command: ['run'] }),
    ...(choices.container && { container: 'container' }),
    scale: scaleOf(choices),
    delivery:
      choices.strategy === 'blueGreen'
        ? {
            strategy: 'blueGreen',
            autoPromotion: choices.autoPromotion,
            ...(choices.preview && { previewHost: 'preview.example.com' }),
          }
        : { strategy: 'rollingUpdate' },
    uses: [
      ...(choices.usesDatabase ? ['database'] : []),
      ...(choices.usesCache ? ['cache'] : []),
      ...(choices.usesApplication ? ['used'] : []),
    ],
    ...(choices.egress && { egress: { outside: { network: '10.0.0.0/8' } } }),
    ...(choices.env && { env: { NAME: 'value' } }),
    ...(choices.secrets && { secrets: { SECRET: { secret: 'secret', key: 'key' } } }),
    ...(choices.identity && { identity: { annotation: 'value' } }),
    ...(choices.labels && { labels: { label: 'value' } }),
    ...(choices.annotations && { annotations: { annotation: 'value' } }),
    ...placementOf(choices.nodeSelector, choices.tolerations),
    shutdown: { drain: choices.drains ? '10s' : '0s' },
  };
}

function placementOf(nodeSelector: boolean, tolerations: boolean) {
  return {
    ...(nodeSelector && { nodeSelector: { label: 'value' } }),
    ...(tolerations && { tolerations: [{ key: 'key' }] }),
  };
}

function scaleOf(choices: Choices): ApplicationInput['scale'] {
  if (!choices.scales) return choices.idle ? 0 : 3;
  const step = { cooldown: 300, adjustment: 1 };
  return {
    min: 3,
    max: 9,
    mode: choices.step ? 'step' : 'target',
    rules: [
      ...(choices.cpu ? [{ metric: 'CPUUtilization' as const, threshold: 70, ...step }] : []),
      ...(choices.memory ? [{ metric: 'MemoryUtilization' as const, threshold: 70, ...step }] : []),
      ...(choices.requests ? [{ metric: 'RequestCount' as const, threshold: 70, ...step }] : []),
      ...(choices.prometheus
        ? (['pod', 'service'] as const).map(scope => ({
            metric: 'Prometheus' as const,
            name: scope,
            query: 'up',
            scope,
            unit: 'pods',
            threshold: 70,
            ...step,
          }))
        : []),
    ],
  };
}

function databaseOf(choices: Choices): Pick<EnvironmentInput, 'database'> {
  if (choices.database === 'none') return {};
  if (choices.database === 'external') {
    const readHost = choices.readHost ? { readHost: 'read.example.com' } : {};
    const host = 'database.example.com';
    return { database: { external: true, host, ...readHost, network: '10.0.0.0/8', secret: 'secret' } };
  }
  return {
    database: {
      instances: choices.instances,
      version: choices.version,
      storage: '10Gi',
      dataDurability: choices.dataDurability,
      pooler: { instances: choices.pooler, mode: choices.poolMode },
      ...(choices.parameters && { parameters: { parameter: 'value' } }),
      ...(choices.databaseIdentity && { identity: { annotation: 'value' } }),
      ...placementOf(choices.databaseNodeSelector, choices.databaseTolerations),
      ...(choices.backup && {
        backup: {
          destination: 's3://bucket/path',
          schedule: '0 0 2 * * *',
          retention: '30d',
          ...(choices.objectStore && { cidrs: ['10.0.0.0/8'] }),
          ...(choices.endpoint && { endpoint: 'https://s3.example.com' }),
          ...(choices.backupSecret && { secret: 'secret' }),
        },
      }),
    },
  };
}

function cacheOf(choices: Choices): Pick<EnvironmentInput, 'cache'> {
  if (choices.cache === 'none') return {};
  if (choices.cache === 'external') {
    return { cache: { external: true, host: 'cache.example.com', network: '10.0.0.0/8', secret: 'secret' } };
  }
  const placement = placementOf(choices.cacheNodeSelector, choices.cacheTolerations);
  return { cache: { replicas: choices.cacheReplicas, eviction: choices.eviction, ...placement } };
}
