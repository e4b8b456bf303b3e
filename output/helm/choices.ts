import { createHash } from 'node:crypto';

/**
 * What an environment may choose, as far as constructs branch on it: each with the values that stand for all others.
 * A value that is only copied is no choice.
 */
export const domains = {
  kubernetes: ['1.27', '1.34', '1.36'],
  zones: [1, 3],
  apiServer: [false, true],
  resolver: [false, true],
  nodeLocalDns: [false, true],
  gatewayLabels: [false, false, true],
  envoyGateway: [false, true, true],
  ingress: [false, true],
  secretStore: [false, true],
  monitorLabels: [false, true],
  observability: [true, true, true, true, false],
  gitops: [false, true],
  database: ['managed', 'managed', 'external', 'none'],
  instances: [1, 2, 3],
  dataDurability: ['required', 'preferred'],
  version: [15, 16, 17, 18],
  pooler: [1, 2],
  poolMode: ['session', 'transaction'],
  backup: [true, true, false],
  endpoint: [false, true],
  objectStore: [false, true],
  backupSecret: [false, true],
  databaseIdentity: [false, true],
  parameters: [false, true],
  databaseNodeSelector: [false, true],
  databaseTolerations: [false, true],
  readHost: [false, true],
  cache: ['managed', 'managed', 'external', 'none'],
  cacheReplicas: [2, 3],
  eviction: ['noeviction', 'allkeys-lru'],
  cacheNodeSelector: [false, true],
  cacheTolerations: [false, true],
  strategy: ['blueGreen', 'rollingUpdate'],
  autoPromotion: [false, true],
  host: [false, true],
  preview: [false, true],
  manyHosts: [false, false, true],
  command: [false, true],
  container: [false, true],
  usesDatabase: [false, true],
  usesCache: [false, true],
  usesApplication: [false, false, true],
  isUsed: [false, false, true],
  egress: [false, true],
  env: [false, true],
  secrets: [false, true],
  identity: [false, true],
  labels: [false, true],
  annotations: [false, true],
  nodeSelector: [false, true],
  tolerations: [false, true],
  scales: [false, true, true],
  step: [false, true],
  idle: [false, false, true],
  cpu: [false, true],
  memory: [false, true],
  requests: [false, true],
  prometheus: [false, true],
  drains: [false, true],
} as const satisfies Record<string, readonly (string | number | boolean)[]>;

/** One value for each choice. */
export type Choices = { readonly [Name in keyof typeof domains]: (typeof domains)[Name][number] };

/**
 * Choices at random, always the same ones, and made consistent with each other. Each is drawn by itself, so that a
 * further one leaves all others, and with them the order of what is printed, as they are.
 */
export function randomChoices(count: number): Choices[] {
  return Array.from({ length: count }, (_, sample) => {
    const choices = Object.fromEntries(
      Object.entries(domains).map(([name, domain]) => [name, domain[draw(name, sample) % domain.length]]),
    ) as unknown as Choices;
    return consistent(choices);
  });
}

/** No choice is said to be made where nothing depends on it. */
function consistent(choices: Choices): Choices {
  const managed = choices.database === 'managed';
  const managedCache = choices.cache === 'managed';
  const backup = managed && choices.backup;
  const endpoint = backup && choices.endpoint;
  const scales = choices.scales;
  const noRule = !(choices.cpu || choices.memory || choices.requests || choices.prometheus);
  return {
    ...choices,
    instances: managed ? choices.instances : 1,
    dataDurability: managed && choices.instances > 1 ? choices.dataDurability : 'required',
    version: managed ? choices.version : 17,
    pooler: managed ? choices.pooler : 1,
    backup,
    endpoint,
    objectStore: backup && choices.objectStore,
    backupSecret: backup && choices.backupSecret,
    databaseIdentity: managed && choices.databaseIdentity,
    parameters: managed && choices.parameters,
    databaseNodeSelector: managed && choices.databaseNodeSelector,
    databaseTolerations: managed && choices.databaseTolerations,
    readHost: choices.database === 'external' && choices.readHost,
    cacheReplicas: managedCache ? choices.cacheReplicas : 2,
    eviction: managedCache ? choices.eviction : 'allkeys-lru',
    cacheNodeSelector: managedCache && choices.cacheNodeSelector,
    cacheTolerations: managedCache && choices.cacheTolerations,
    preview: choices.strategy === 'blueGreen' && choices.host && choices.preview,
    autoPromotion: choices.strategy === 'blueGreen' && choices.autoPromotion,
    usesDatabase: choices.database !== 'none' && choices.usesDatabase,
    usesCache: choices.cache !== 'none' && choices.usesCache,
    idle: !scales && choices.idle,
    step: scales && choices.step,
    cpu: scales && (choices.cpu || noRule),
    memory: scales && choices.memory,
    requests: scales && choices.requests,
    prometheus: scales && choices.prometheus,
  };
}

/** A number below 2^32 that looks like chance. */
function draw(name: string, sample: number): number {
  return createHash('sha256').update(`${name} ${sample}`).digest().readUInt32BE(0);
}
