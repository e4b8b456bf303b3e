/**
 * What an environment may choose, as far as constructs branch on it: each with the values that stand for all others.
 * A value that is only copied is no choice.
 */
export const domains = {
  kubernetes: ['1.27', '1.34', '1.36'],
  zones: [1, 3],
  nodeLocalDns: [false, true],
  ingress: [false, true],
  database: ['managed', 'managed', 'external', 'none'],
  instances: [1, 2, 3],
  version: [14, 15, 16, 17, 18],
  pooler: [1, 2],
  poolMode: ['session', 'transaction'],
  backup: [true, true, false],
  endpoint: [false, true],
  backupSecret: [false, true],
  databaseIdentity: [false, true],
  parameters: [false, true],
  readHost: [false, true],
  cache: ['managed', 'managed', 'external', 'none'],
  cacheReplicas: [2, 3],
  strategy: ['blueGreen', 'rollingUpdate'],
  autoPromotion: [false, true],
  host: [false, true],
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
  scales: [false, true, true],
  cpu: [false, true],
  memory: [false, true],
  requests: [false, true],
  prometheus: [false, true],
  drains: [false, true],
} as const satisfies Record<string, readonly (string | number | boolean)[]>;

/** One value for each choice. */
export type Choices = { readonly [Name in keyof typeof domains]: (typeof domains)[Name][number] };

/** Choices at random, always the same ones, and made consistent with each other. */
export function randomChoices(count: number): Choices[] {
  const random = randomNumbers(20);
  return Array.from({ length: count }, () => {
    const choices = Object.fromEntries(
      Object.entries(domains).map(([name, domain]) => [name, domain[Math.floor(random() * domain.length)]]),
    ) as unknown as Choices;
    return consistent(choices);
  });
}

/** No choice is said to be made where nothing depends on it. */
function consistent(choices: Choices): Choices {
  const managed = choices.database === 'managed';
  const backup = managed && choices.backup;
  const endpoint = backup && choices.endpoint;
  const scales = choices.scales;
  const noRule = !(choices.cpu || choices.memory || choices.requests || choices.prometheus);
  return {
    ...choices,
    instances: managed ? choices.instances : 1,
    version: managed ? choices.version : 17,
    pooler: managed ? choices.pooler : 1,
    backup,
    endpoint,
    backupSecret: backup && choices.backupSecret,
    databaseIdentity: managed && choices.databaseIdentity,
    parameters: managed && choices.parameters,
    readHost: choices.database === 'external' && choices.readHost,
    cacheReplicas: choices.cache === 'managed' ? choices.cacheReplicas : 2,
    autoPromotion: choices.strategy === 'blueGreen' && choices.autoPromotion,
    usesDatabase: choices.database !== 'none' && choices.usesDatabase,
    usesCache: choices.cache !== 'none' && choices.usesCache,
    cpu: scales && (choices.cpu || noRule),
    memory: scales && choices.memory,
    requests: scales && choices.requests,
    prometheus: scales && choices.prometheus,
  };
}

/** A linear congruential generator, as in Numerical Recipes: numbers from 0 to 1, the same in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
