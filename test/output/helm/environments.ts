import fc from 'fast-check';
import { type EnvironmentInput, environmentSchema } from '../../../config/environment.ts';
import { crowd, crowdOf } from './crowd.ts';

type ApplicationInput = NonNullable<EnvironmentInput['applications']>[string];

const names = ['api', 'on', 'shop', 'shop-worker', 'web', 'yes'];
const name = fc.constantFrom(...names);

/** Texts that a template or YAML could take for something else. */
const text = fc.oneof(
  fc.constantFrom(
    'yes',
    'null',
    '0x10',
    '1e3',
    '',
    ' ',
    '{{ .Values }}',
    '"',
    "it's",
    'a: b',
    '# no',
    'a\nb',
    '%s',
    '\\n',
  ),
  fc.string({ maxLength: 12 }),
);
const environmentVariable = fc.constantFrom(
  'A',
  'NO',
  'Y',
  'LOG_LEVEL',
  'PGHOST',
  'REDIS_PASSWORD',
  'z_last',
);
const annotation = fc.constantFrom('eks.amazonaws.com/role-arn', 'argocd.argoproj.io/sync-wave', 'on');
const labels = fc.dictionary(
  fc.constantFrom('team', 'example.com/cost-center', 'on', 'null'),
  fc.constantFrom('payments', 'true', '', '0x10', '1e3', 'null'),
);
const placement = {
  nodeSelector: labels,
  tolerations: fc.array(
    fc.constantFrom(
      { operator: 'Exists' as const },
      { key: 'on', value: 'true' },
      { key: 'example.com/dedicated', value: '10', effect: 'NoSchedule' as const },
      { key: 'a', operator: 'Exists' as const, effect: 'NoExecute' as const, tolerationSeconds: 2_500_000 },
    ),
    { maxLength: 2 },
  ),
};
const cidr = fc.constantFrom('10.0.0.0/8', '192.0.2.0/24', '2001:db8::/32');
const cpu = fc.constantFrom('100m', '250m', '0.5', '1', '1500m', '2', '16');
/** 268435456 is 256Mi. */
const memory = fc.constantFrom('64Mi', '100M', '256Mi', '268435456', '1Gi', '1.5Gi', '2G', '3000Mi', '16Gi');
const duration = (...texts: string[]) => fc.constantFrom(...texts);

const requests = fc.record({ cpu, memory });

const rule = fc
  .record({
    metric: fc.constantFrom('CPUUtilization', 'MemoryUtilization', 'RequestCount', 'Prometheus'),
    threshold: fc.integer({ min: 1, max: 100 }),
    large: fc.constantFrom(0.25, 1000, 1_500_000),
    cooldown: fc.integer({ min: 1, max: 1800 }),
    adjustment: fc.integer({ min: 1, max: 5 }),
    query: text.filter(query => query.length > 0),
    name: fc.constantFrom('queue', 'latency', 'on'),
    window: duration('15s', '90s', '1h'),
    scope: fc.constantFrom('pod', 'service'),
  })
  .map(({ metric, threshold, large, query, name, window, scope, ...step }) => {
    if (metric === 'Prometheus')
      return { metric, name, unit: 'messages', query, window, scope, threshold: large, ...step };
    return { metric, threshold: metric === 'RequestCount' ? large : threshold, ...step };
  });

const scale = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.record(
    {
      min: fc.integer({ min: 1, max: 4 }),
      max: fc.integer({ min: 4, max: 40 }),
      mode: fc.constantFrom('target' as const, 'step' as const),
      rules: fc.uniqueArray(rule, {
        minLength: 1,
        maxLength: 4,
        selector: one => ('name' in one ? one.name : one.metric),
      }),
      down: fc.record({
        stabilization: duration('0s', '90s', '5m', '1h'),
        replicas: fc.integer({ min: 1, max: 3 }),
        period: duration('1s', '1m', '30m'),
      }),
    },
    { requiredKeys: ['min', 'max', 'rules'] },
  ),
);

const delivery = fc.oneof(
  fc.record(
    {
      strategy: fc.constant('blueGreen' as const),
      autoPromotion: fc.boolean(),
      analysis: fc.record({
        interval: duration('1s', '30s', '3m'),
        count: fc.integer({ min: 1, max: 9 }),
        successRate: fc.constantFrom(0, 0.5, 0.99, 1),
      }),
      scaleDownDelay: duration('1h', '90m'),
    },
    { requiredKeys: ['strategy'] },
  ),
  fc.record(
    {
      strategy: fc.constant('rollingUpdate' as const),
      maxSurge: fc.integer({ min: 1, max: 5 }),
      maxUnavailable: fc.integer({ min: 0, max: 5 }),
    },
    { requiredKeys: ['strategy'] },
  ),
);

const application = fc.record(
  {
    image: fc.constantFrom('registry.example.com/web:1.2.3', `app@sha256:${'0123456789abcdef'.repeat(4)}`),
    container: fc.constantFrom('main', 'on'),
    command: fc.array(text, { minLength: 1, maxLength: 3 }),
    hasHost: fc.boolean(),
    port: fc.integer({ min: 1, max: 65535 }),
    health: fc.constantFrom('/', '/healthz', '/a"b', '/{{x}}', '/%s'),
    requests,
    scale,
    delivery,
    uses: fc.uniqueArray(fc.oneof(fc.constantFrom('database', 'cache'), name), { maxLength: 4 }),
    egress: fc.dictionary(
      fc.constantFrom('mail', 'partner', 'tax'),
      fc.record({ network: cidr, port: fc.integer({ min: 1, max: 65535 }) }),
    ),
    env: fc.dictionary(environmentVariable, text),
    secrets: fc.dictionary(
      environmentVariable,
      fc.record({ secret: fc.constantFrom('a-secret', 'on'), key: text.filter(key => key.length > 0) }),
    ),
    metrics: fc.record({
      path: fc.constantFrom('/metrics', '/m'),
      requests: fc.constantFrom('requests_total', 'a:b'),
    }),
    identity: fc.dictionary(annotation, text),
    labels,
    annotations: fc.dictionary(fc.constantFrom('example.com/owner', 'on'), text),
    ...placement,
    shutdown: fc.record({ drain: duration('0s', '10s', '90s', '10m'), grace: duration('1s', '1m', '1h') }),
  },
  { requiredKeys: ['image', 'requests', 'uses'] },
);

const database = fc.oneof(
  fc.record(
    {
      instances: fc.integer({ min: 1, max: 5 }),
      dataDurability: fc.constantFrom('required' as const, 'preferred' as const),
      version: fc.integer({ min: 14, max: 18 }),
      storage: memory.map(size => size.replace('M', 'G')),
      walStorage: fc.constantFrom('10Gi', '2500Mi', '7G'),
      resources: fc.record({ requests: fc.record({ cpu, memory: fc.constantFrom('2Gi', '6G', '1000Mi') }) }),
      pooler: fc.record({
        instances: fc.integer({ min: 1, max: 5 }),
        mode: fc.constantFrom('session' as const, 'transaction' as const),
        maxClientConnections: fc.integer({ min: 1, max: 2_000_000 }),
        poolSize: fc.integer({ min: 1, max: 60 }),
      }),
      parameters: fc.dictionary(
        fc.constantFrom('work_mem', 'random_page_cost', 'jit'),
        fc.constantFrom('64MB', '1.1', 'on'),
      ),
      backup: fc.record(
        {
          destination: fc.constantFrom('s3://bucket', 's3://bucket/path"with'),
          endpoint: fc.constantFrom(
            'https://s3.example.com',
            'http://s3.example.com/x',
            'https://s3.example.com:9000',
          ),
          schedule: fc.constantFrom('0 0 2 * * *', '0 30 1 * * sun'),
          retention: fc.constantFrom('30d', '4w'),
          secret: fc.constantFrom('s3', 'on'),
          maxAge: duration('168h', '90000s', '8760h'),
          resources: fc.record({ requests, limits: requests }, { requiredKeys: ['requests'] }),
        },
        { requiredKeys: ['destination', 'schedule', 'retention'] },
      ),
      identity: fc.dictionary(annotation, text),
      ...placement,
    },
    { requiredKeys: ['storage'] },
  ),
  fc.record(
    {
      external: fc.constant(true as const),
      host: fc.constant('db.example.com'),
      readHost: fc.constant('read.example.com'),
      port: fc.integer({ min: 1, max: 65535 }),
      network: cidr,
      database: text.filter(one => one.length > 0),
      secret: fc.constant('managed-database'),
    },
    { requiredKeys: ['external', 'host', 'network', 'secret'] },
  ),
);

const cache = fc.oneof(
  fc.record(
    {
      replicas: fc.integer({ min: 2, max: 6 }),
      memory,
      cpu,
      storage: fc.constantFrom('36Gi', '40G', '37000Mi'),
      eviction: fc.constantFrom('noeviction' as const, 'allkeys-lru' as const, 'volatile-ttl' as const),
      ...placement,
    },
    { requiredKeys: ['replicas', 'memory', 'cpu', 'storage', 'eviction'] },
  ),
  fc.record({
    external: fc.constant(true as const),
    host: fc.constant('cache.example.com'),
    port: fc.integer({ min: 1, max: 65535 }),
    network: cidr,
    secret: fc.constant('managed-cache'),
  }),
);

const cluster = fc.record(
  {
    storageClass: fc.constantFrom('encrypted-ssd', 'on'),
    kubernetes: fc.constantFrom(
      '1.27' as const,
      '1.34' as const,
      '1.35' as const,
      '1.36' as const,
      '1.37' as const,
    ),
    zones: fc.integer({ min: 1, max: 4 }),
    traffic: fc.constantFrom({}, { ingressClass: 'nginx' }, { gatewayClass: 'cilium' }),
    monitorLabels: labels,
    clusterIssuer: fc.constantFrom('letsencrypt', 'internal'),
    nodeLocalDns: fc.boolean(),
    apiServer: cidr,
    namespaces: fc.record({ gateway: fc.constantFrom('gateways', 'envoy') }),
  },
  { requiredKeys: ['storageClass', 'traffic'] },
);

const described = fc.record(
  {
    name: fc.constantFrom('production', 'on', 'blue'),
    namespace: fc.constantFrom('live', 'null'),
    cluster,
    applications: fc.dictionary(name, application, { maxKeys: 4 }),
    database,
    cache,
    observability: fc.boolean(),
    gitops: fc.constant({ repository: 'https://git.example.com/platform.git' }),
    crowd,
  },
  { requiredKeys: ['name', 'cluster', 'applications'] },
);

/** Environments at random, as their files say them, small ones first; what the schema refuses is left out. */
export const environments: fc.Arbitrary<EnvironmentInput> = described
  .map(({ cluster: { traffic, ...rest }, applications, crowd: hosts = 0, ...environment }) => {
    const isThere = new Set([...Object.keys(applications), ...Object.keys(environment)]);
    return {
      ...environment,
      cluster: { ...rest, ...traffic },
      applications: {
        ...Object.fromEntries(
          Object.entries(applications).map(([key, one]) => [key, withHost(key, one, isThere)]),
        ),
        ...crowdOf(hosts),
      },
    } as EnvironmentInput;
  })
  .filter(input => environmentSchema.safeParse(input).success);

function withHost(
  key: string,
  { hasHost, requests: amounts, uses, ...rest }: { hasHost?: boolean; requests: object; uses: string[] },
  isThere: ReadonlySet<string>,
): ApplicationInput {
  return {
    ...rest,
    resources: { requests: amounts },
    uses: uses.filter(used => used !== key && isThere.has(used)),
    ...(hasHost && { host: `${key}.example.com` }),
  } as ApplicationInput;
}
