import fc from 'fast-check';
import type { EnvironmentInput } from '../../config/environment.ts';
import type { DurationText } from '../../config/units/duration.ts';
import type { BytesText } from '../../config/units/quantity.ts';
import { accepted } from './promql-cases.ts';

type ApplicationInput = NonNullable<EnvironmentInput['applications']>[string];
type ScaleInput = NonNullable<ApplicationInput['scale']>;
type RuleInput = Exclude<ScaleInput, number>['rules'][number];

/** A key that is often left out. */
function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

function whole(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max });
}

const name = fc
  .stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/)
  .filter(
    text =>
      !/^(database|cache)(-|$)|-preview$|^(helm|argocd|default|kubernetes|monitoring)$|^kube-/.test(text),
  );
const text = fc.string({ minLength: 1, maxLength: 20 }).filter(value => value !== '__proto__');
const key = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/);
const secret = fc.record({ secret: name, key: fc.stringMatching(/^[a-z]{1,8}$/) });
const annotations = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}\.example\.com\/[a-z]{1,6}$/), text, {
  maxKeys: 2,
});

const placement = {
  nodeSelector: maybe(fc.constant<Record<string, string>>({ 'example.com/pool': 'a' })),
  tolerations: maybe(
    fc.constant<NonNullable<ApplicationInput['tolerations']>>([
      { key: 'dedicated', value: 'a' },
      { operator: 'Exists' },
    ]),
  ),
};

/** Requests, and limits that are not below them. */
const resources = fc
  .record({ cpu: whole(1, 4000), memory: whole(16, 8192), more: maybe(whole(0, 1000)), plain: fc.boolean() })
  .map(({ cpu, memory, more, plain }) => ({
    requests: { cpu: plain ? cpu / 1000 : (`${cpu}m` as const), memory: `${memory}Mi` as const },
    ...(more !== undefined && {
      limits: { cpu: `${cpu + more}m` as const, memory: `${memory + more}Mi` as const },
    }),
  }));

const step = { cooldown: whole(1, 1800), adjustment: whole(1, 5) };
/** Below 100: a rule at 100 percent of a limit that equals the request would never fire. */
const percent = { threshold: whole(1, 99), ...step, reason: maybe(text) };
const above = { threshold: fc.integer({ min: 1, max: 1_000_000_000 }).map(number => number / 1000), ...step };
const rules: fc.Arbitrary<RuleInput[]> = fc
  .tuple(
    maybe(fc.record({ metric: fc.constant('CPUUtilization' as const), ...percent })),
    maybe(fc.record({ metric: fc.constant('MemoryUtilization' as const), ...percent })),
    fc.record({ metric: fc.constant('RequestCount' as const), ...above }),
    maybe(prometheusRule('pod')),
    maybe(prometheusRule('service')),
  )
  .map(all => all.filter(rule => rule !== undefined))
  .filter(all => new Set(all.map(rule => ('name' in rule ? rule.name : rule.metric))).size === all.length);

function prometheusRule(scope: 'pod' | 'service') {
  const metric = fc.constant('Prometheus' as const);
  const window = maybe(whole(15, 3600).map(seconds));
  return fc.record({
    metric,
    name,
    query: fc.constantFrom(...accepted),
    window,
    scope: fc.constant(scope),
    unit: text,
    ...above,
  });
}

const scale: fc.Arbitrary<ScaleInput> = fc.oneof(
  whole(0, 20),
  fc
    .record({
      min: whole(1, 9),
      more: whole(0, 9),
      rules,
      mode: maybe(fc.constantFrom('target' as const, 'step' as const)),
      down: maybe(
        fc.record({ stabilization: whole(0, 3600).map(seconds), period: whole(1, 1800).map(seconds) }),
      ),
    })
    .map(({ more, ...range }) => ({ ...range, max: range.min + more })),
);

function seconds(count: number): DurationText {
  return `${count}s`;
}

function gibibytes(count: number): BytesText {
  return `${count}Gi`;
}

const delivery = fc.oneof(
  fc
    .record({ interval: whole(1, 60), count: whole(1, 20), more: whole(1, 600), autoPromotion: fc.boolean() })
    .map(({ interval, count, more, autoPromotion }) => ({
      strategy: 'blueGreen' as const,
      autoPromotion,
      analysis: { interval: seconds(interval), count },
      scaleDownDelay: seconds(interval * count + more),
    })),
  fc.record({
    strategy: fc.constant('rollingUpdate' as const),
    maxSurge: whole(1, 3),
    maxUnavailable: whole(0, 3),
  }),
);

const application = fc.record({
  image: fc.constantFrom('app:1.0.0', 'ghcr.io/example/app:v2', `app@sha256:${'0a'.repeat(32)}`),
  command: maybe(
    fc.array(
      text.map(word => word.replaceAll('$', 'S')),
      { minLength: 1, maxLength: 3 },
    ),
  ),
  hasHost: fc.boolean(),
  port: maybe(whole(1, 65_535)),
  health: maybe(fc.constantFrom('/', '/health', '/a/b-c')),
  resources,
  scale: maybe(scale),
  delivery: maybe(delivery),
  env: maybe(
    fc.dictionary(
      key.map(value => `E_${value}`),
      fc.string({ maxLength: 20 }).map(value => value.replaceAll('$', 'S')),
      { maxKeys: 3 },
    ),
  ),
  secrets: maybe(
    fc.dictionary(
      key.map(value => `S_${value}`),
      secret,
      { maxKeys: 2 },
    ),
  ),
  identity: maybe(annotations),
  labels: maybe(fc.constant<Record<string, string>>({ team: 'a' })),
  annotations: maybe(annotations),
  ...placement,
  shutdown: maybe(fc.record({ drain: whole(0, 600).map(seconds), grace: whole(1, 3600).map(seconds) })),
});

const backup = fc.record({
  destination: fc.constantFrom('s3://backups', 's3://backups/a/b'),
  schedule: fc.constantFrom('0 0 2 * * *', '0 */30 * * * mon-fri', '30 15 3 1 jan,jul ?'),
  maxAge: maybe(fc.constant('8760h' as const)),
  retention: fc.constantFrom('7d' as const, '4w' as const, '6m' as const),
  endpoint: maybe(fc.constant('http://objects.example.com:9000')),
  secret: maybe(name),
  resources: maybe(
    resources.map(({ requests, limits }) => ({
      requests,
      limits: { cpu: limits?.cpu ?? requests.cpu, memory: '8Gi' as const },
    })),
  ),
});

const managed = fc.constantFrom('10.0.0.0/8', '2001:db8::/32');
const database = fc.oneof(
  fc.record({
    instances: maybe(whole(1, 5)),
    dataDurability: maybe(fc.constantFrom('required' as const, 'preferred' as const)),
    version: maybe(whole(15, 18)),
    storage: whole(1, 999).map(gibibytes),
    walStorage: maybe(whole(2, 99).map(gibibytes)),
    resources: maybe(resources),
    backup: maybe(backup),
    ...placement,
    parameters: maybe(fc.constantFrom<Record<string, string>>({}, { max_connections: '300' })),
  }),
  fc.record({
    external: fc.constant(true as const),
    host: fc.constant('db.example.com'),
    network: managed,
    secret: name,
  }),
);
const cache = fc.oneof(
  fc
    .record({
      replicas: whole(2, 5),
      memory: whole(1, 64),
      more: whole(0, 64),
      endpoint: maybe(fc.constant({ reason: 'of old clients' })),
      ...placement,
    })
    .map(({ memory, more, endpoint, ...rest }) => ({
      ...rest,
      ...(endpoint && { endpoint }),
      memory: gibibytes(memory),
      storage: gibibytes(Math.ceil(memory * 2.25) + more),
    })),
  fc.record({
    external: fc.constant(true as const),
    host: fc.constant('cache.example.com'),
    network: managed,
    secret: name,
  }),
);

const cluster = fc.record({
  storageClass: name,
  zones: maybe(whole(1, 5)),
  kubernetes: maybe(fc.constantFrom('1.27' as const, '1.36' as const)),
  ingressClass: maybe(name),
  dns: maybe(fc.record({ nodeLocal: maybe(fc.boolean()), port: maybe(fc.constantFrom(53, 5353)) })),
  apiServer: maybe(
    fc.constantFrom<EnvironmentInput['cluster']['apiServer']>(
      {},
      { cidrs: ['10.0.0.1/32', 'fd00::1/128'], ports: [6443] },
    ),
  ),
});

/** Valid environments of any size and shape. */
export const randomEnvironments: fc.Arbitrary<EnvironmentInput> = fc
  .record({
    name,
    cluster,
    applications: fc.dictionary(name, application, { maxKeys: 4 }),
    database: maybe(database),
    cache: maybe(cache),
    observability: maybe(fc.boolean()),
    picks: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
  })
  .map(({ applications, picks, ...rest }) => {
    const usable = [
      ...(rest.database ? ['database'] : []),
      ...(rest.cache ? ['cache'] : []),
      ...Object.keys(applications),
    ];
    const hasEndpoint = rest.cache !== undefined && 'endpoint' in rest.cache;
    const completed = Object.entries(applications).map(([self, { hasHost, ...fields }], index) => {
      const picked = usable.filter((other, at) => other !== self && ((picks[index] ?? 0) >> at) % 2 === 1);
      const uses = picked.map(used =>
        used === 'cache' && hasEndpoint && index % 2 === 1 ? 'cache-endpoint' : used,
      );
      const connections = uses.includes('database') &&
        hasHost && {
          connections: { database: { url: 'DATABASE_URL', readUrl: 'READ_URL', jdbcUrl: 'JDBC_URL' } },
        };
      return [
        self,
        { ...fields, uses, ...connections, ...(hasHost && { host: `${self}.example.com` }) },
      ] as const;
    });
    return withoutGaps({ ...rest, applications: Object.fromEntries(completed) });
  });

/** Removes keys without a value. */
function withoutGaps(input: EnvironmentInput): EnvironmentInput {
  return JSON.parse(JSON.stringify(input));
}
