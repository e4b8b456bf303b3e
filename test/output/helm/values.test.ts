import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chart, helms, ownValues, renderedWith, type Values } from './chart.ts';
import { otherContainers } from './other-containers.ts';
import { otherPods, relaxedPods } from './other-pods.ts';

type Json = Values[string];

/** A map of the chart's own values. */
const atOwn = (key: string) => ownValues[key] as Values;
const backup = atOwn('database').backup as Values;

/** Another value, where one more, its opposite or one more letter would be refused or would change nothing. */
const others: Readonly<Record<string, Json>> = {
  'cluster.kubernetes': '1.27',
  'cluster.zones': 1,
  'cluster.prometheus': 'http://prometheus.monitoring.svc:9090',
  'cluster.apiServer.cidrs': ['10.0.0.0/8'],
  'cluster.apiServer.ports': [16443],
  'cluster.dns.cidrs': ['10.100.0.10/32'],
  'cluster.monitorLabels': { release: 'prometheus' },
  'applications.web.image': 'app-registry/web-app:1.0.1',
  'applications.web.ephemeralStorage': '256Mi',
  'applications.web.resources.requests.cpu': '250m',
  'applications.web.resources.requests.memory': '128Mi',
  'applications.web.resources.limits.cpu': '2',
  'applications.web.resources.limits.memory': '1Gi',
  'applications.web.scale.mode': 'step',
  'applications.web.scale.down.stabilization': '1m',
  'applications.web.scale.down.period': '2m',
  'applications.web.delivery.strategy': 'rollingUpdate',
  'applications.web.delivery.analysis.interval': '1m',
  'applications.web.delivery.analysis.successRate': 0.5,
  'applications.web.delivery.scaleDownDelay': '1h',
  'applications.web.connections': { database: { url: 'DATABASE_URL', direct: false, scheme: 'postgres' } },
  'applications.web.probes.readiness.headers': { 'X-Probe': 'readiness' },
  'applications.web.probes.liveness.headers': { 'X-Probe': 'liveness' },
  'applications.web.probes.startup.headers': { 'X-Probe': 'startup' },
  'applications.web.peers': { epmd: { port: 4369, protocol: 'TCP' } },
  'applications.web.hosts': ['shop.example.com'],
  'applications.web.redirects': ['www.example.com'],
  'applications.web.routes': {
    static: { path: '/static', match: 'prefix', ingressAnnotations: {} },
  },
  'applications.web.egress': {
    partner: { network: '192.0.2.0/24', internet: false, except: [], port: 443, protocol: 'TCP', ports: [] },
  },
  'applications.web.env': { LOG_LEVEL: 'debug' },
  'applications.web.secrets': { TOKEN: { secret: 'token', key: 'value' } },
  'applications.web.identity': { 'example.com/role': 'web' },
  'applications.web.labels': { team: 'payments' },
  'applications.web.annotations': { 'example.com/owner': 'payments' },
  'applications.web.nodeSelector': { pool: 'web' },
  'applications.web.tolerations': [{ key: 'dedicated', operator: 'Exists' }],
  ...otherContainers,
  ...otherPods,
  'applications.web.shutdown.drain': '20s',
  'applications.web.shutdown.grace': '1m',
  'database.external': true,
  'database.dataDurability': 'preferred',
  'database.storage': '200Gi',
  'database.walStorage': '20Gi',
  'database.resources.requests.cpu': '500m',
  'database.resources.requests.memory': '1Gi',
  'database.resources.limits.cpu': '3',
  'database.resources.limits.memory': '3Gi',
  'database.pooler.mode': 'session',
  'database.sharedPreloadLibraries': ['pg_cron'],
  'database.directConnections': 200,
  'database.extensions': ['citext'],
  'database.databases': { shop: { extensions: [] } },
  'database.parameters': { jit: 'off' },
  'database.nodeSelector': { pool: 'database' },
  'database.tolerations': [{ key: 'dedicated', operator: 'Exists' }],
  'database.backup.cidrs': ['10.0.0.0/8'],
  'database.backup.schedule': '0 0 3 * * *',
  'database.backup.maxAge': '40h',
  'database.backup.retention': '4w',
  'database.backup.resources.requests.cpu': '50m',
  'database.backup.resources.requests.memory': '64Mi',
  'database.backup.resources.limits.cpu': '500m',
  'database.backup.resources.limits.memory': '2Gi',
  'database.identity': { 'example.com/role': 'database' },
  gitops: null,
  objects: {
    extra: {
      syncWave: 0,
      secrets: [],
      manifests: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'extra' }, data: { a: 'b' } }],
    },
  },
  patches: [{ target: { kind: 'Rollout', name: 'web' }, merge: { spec: { progressDeadlineSeconds: 900 } } }],
  'applications.web.ports': { admin: { port: 9000, protocol: 'TCP', servicePort: 9000 } },
  caches: { queue: { ...atOwn('cache'), profile: 'queue' } },
  databases: { orders: { ...atOwn('database'), backup: { ...backup, destination: 's3://backups/orders' } } },
  'cache.external': true,
  'cache.memory': '2Gi',
  'cache.cpu': '500m',
  'cache.storage': '20Gi',
  'cache.nodeSelector': { pool: 'cache' },
  'cache.tolerations': [{ key: 'dedicated', operator: 'Exists' }],
  'cache.profile': 'queue',
  'cache.endpoint.reason': 'another',
};

/** Keys that go together with another value of one. */
const companions: Readonly<Record<string, (values: Values) => Values>> = {
  'applications.web.kind': values =>
    replaced(values, ['applications', 'web'], {
      kind: 'worker',
      host: null,
      port: null,
      servicePort: null,
      health: null,
      scale: 3,
      delivery: {
        ...nulls(values, ['applications', 'web', 'delivery'], []),
        strategy: 'rollingUpdate',
        maxSurge: 1,
        maxUnavailable: 0,
      },
    }),
  ...Object.fromEntries(
    Object.entries(relaxedPods).map(([path, context]) => [
      path,
      (values: Values) => replaced(values, ['applications', 'web', 'securityContext'], context),
    ]),
  ),
  'applications.web.delivery.strategy': values =>
    replaced(values, ['applications', 'web', 'delivery'], {
      strategy: 'rollingUpdate',
      maxSurge: 1,
      maxUnavailable: 0,
      ...nulls(values, ['applications', 'web', 'delivery'], ['strategy']),
    }),
  'applications.web.listeners': values =>
    replaced(
      replaced(values, ['applications', 'web', 'ports'], {
        ssh: { port: 2222, servicePort: 22, protocol: 'TCP' },
      }),
      ['applications', 'web', 'listeners'],
      { ssh: { port: 22, protocol: 'TCP', targetPort: 'ssh' } },
    ),
  'applications.web.protocol': values => replaced(values, ['applications', 'web', 'protocol'], 'H2C'),
  'applications.web.singleton': values =>
    companions['applications.web.kind']?.(replaced(values, ['applications', 'web', 'singleton'], true)) ?? {},
  'applications.web.ingressAnnotations': values =>
    replaced(
      replaced(values, ['cluster'], { ingressClass: 'traefik', gatewayClass: null }),
      ['applications', 'web', 'ingressAnnotations'],
      { 'example.com/limit': '1' },
    ),
  'database.external': values =>
    replaced(values, ['database'], {
      ...nulls(values, ['database'], []),
      external: true,
      host: 'db.example.com',
      port: 5432,
      network: '10.0.0.0/8',
      database: 'app',
      secret: 'managed',
    }),
  'cache.external': values =>
    replaced(values, ['cache'], {
      ...nulls(values, ['cache'], []),
      external: true,
      host: 'cache.example.com',
      tls: false,
      port: 6379,
      network: '10.0.0.0/8',
      secret: 'managed',
    }),
};

function isMap(value: Json | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function leaves(values: Values, path: readonly string[] = []): string[][] {
  return Object.entries(values).flatMap(([key, value]) =>
    isMap(value) && Object.keys(value).length > 0 ? leaves(value, [...path, key]) : [[...path, key]],
  );
}

function at(values: Values, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isMap(value) ? value[key] : undefined), values);
}

function replaced(values: Values, [key = '', ...rest]: readonly string[], value: Json): Values {
  const inner = values[key];
  return { ...values, [key]: rest.length === 0 ? value : replaced(isMap(inner) ? inner : {}, rest, value) };
}

function nulls(values: Values, path: readonly string[], kept: readonly string[]): Values {
  const map = at(values, path);
  const keys = isMap(map) ? Object.keys(map).filter(key => !kept.includes(key)) : [];
  return Object.fromEntries(keys.map(key => [key, null]));
}

function other(path: string, value: Json | undefined): Json {
  const given = others[path];
  if (given !== undefined) return given;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return value.slice(1);
  return `${value}x`;
}

const paths = leaves(ownValues);
const [helm = 'helm4'] = helms;
const unchanged = renderedWith(helm, {});

test.each(paths.map(keys => ({ keys, path: keys.join('.') })))(
  '$path changes what is rendered',
  async ({ keys, path }) => {
    const change = companions[path] ?? (values => replaced(values, keys, other(path, at(values, keys))));
    const objects = await renderedWith(helm, change(ownValues));
    expect(objects).not.toEqual(await unchanged);
  },
);

const readme = readFileSync(join(chart, 'README.md'), 'utf8');

function documented(section: string): string[] {
  return [...section.matchAll(/^\| `([a-z][^`]*)`/gm)].map(([, path = '']) => path);
}

test('documents every value that a template reads', () => {
  const [listed = ''] = readme.split('What `values.yaml` does without');
  expect(documented(listed)).toEqual(paths.map(path => path.join('.')));
});

/** Every key that a schema knows, whatever it is a key of. */
function keysOf(schema: Json | undefined): string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysOf);
  if (!isMap(schema)) return [];
  const { properties, ...rest } = schema;
  const fields = isMap(properties) ? properties : {};
  return [...Object.keys(fields), ...[...Object.values(fields), ...Object.values(rest)].flatMap(keysOf)];
}

test('documents every key that the schema knows', () => {
  const schema = JSON.parse(readFileSync(join(chart, 'values.schema.json'), 'utf8')) as Json;
  const keys = new Set(documented(readme).flatMap(path => path.split('.')));
  expect(keysOf(schema).filter(key => !keys.has(key))).toEqual([]);
});
