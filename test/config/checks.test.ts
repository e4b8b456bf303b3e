import { environmentSchema } from '../../config/environment.ts';
import type { BytesText } from '../../config/units/quantity.ts';
import { faultsOf, inputWith } from '../support/faults.ts';
import { growth } from '../support/processor-time.ts';

const host = 'app.example.com';
const rule = { metric: 'CPUUtilization' as const, threshold: 70, cooldown: 300, adjustment: 1 };

const backup = { destination: 's3://backups', schedule: '0 0 2 * * *', retention: '30d' } as const;
const sidecar = (memory: BytesText) => ({
  requests: { cpu: '100m' as const, memory: '128Mi' as const },
  limits: { cpu: '1' as const, memory },
});

/** Each is just within the limits. */
test.each<[string, Parameters<typeof inputWith>]>([
  [
    'a limit that equals its request',
    [
      {
        web: {
          resources: { requests: { cpu: 1, memory: '1Gi' }, limits: { cpu: '1000m', memory: '1024Mi' } },
        },
      },
    ],
  ],
  ['a range of one', [{ web: { scale: { min: 3, max: 3, rules: [rule] } } }]],
  ['no replicas at all', [{ web: { scale: 0 } }]],
  ['the longest cooldown', [{ web: { scale: { min: 1, max: 3, rules: [{ ...rule, cooldown: 1800 }] } } }]],
  [
    'the longest removal period and window',
    [{ web: { scale: { min: 1, max: 3, rules: [rule], down: { period: '30m', stabilization: '1h' } } } }],
  ],
  [
    'an old version that stays one second longer than the analysis',
    [{ web: { delivery: { scaleDownDelay: '151s' } } }],
  ],
  [
    'an update by one pod less',
    [{ web: { delivery: { strategy: 'rollingUpdate', maxSurge: 0, maxUnavailable: 1 } } }],
  ],
  ['an application called as a preview that does not exist', [{ 'web-preview': {} }]],
  [
    'an application called as the preview of a Deployment',
    [{ web: { delivery: { strategy: 'rollingUpdate' } }, 'web-preview': {} }],
  ],
  [
    'a preview host',
    [{ web: { host, delivery: { preview: { host: `preview-${host}`, allow: ['192.0.2.0/24'] } } } }],
  ],
  ['two applications that use each other', [{ web: { uses: ['api'] }, api: { uses: ['web'] } }]],
  ['a name that holds database', [{ 'my-database': {}, databases: {} }]],
  ['an Ingress', [{ web: {} }, { cluster: { storageClass: 's', ingressClass: 'nginx' } }]],
  ['the smallest write-ahead log', [{}, { database: { storage: '1Gi', walStorage: '2Gi' } }]],
  [
    'the smallest sidecar of backups',
    [{}, { database: { storage: '1Gi', backup: { ...backup, resources: sidecar('256Mi') } } }],
  ],
  ['the smallest volume of a cache', [{}, { cache: { memory: '4Gi', storage: '9Gi' } }]],
  [
    'a managed database',
    [
      { web: { uses: ['database'] } },
      { database: { external: true, host: 'db.example.com', network: '10.0.0.0/8', secret: 'db' } },
    ],
  ],
  [
    'two queries of Prometheus by different names',
    [
      {
        web: {
          scale: {
            min: 1,
            max: 3,
            rules: ['a', 'b'].map(name => ({
              ...rule,
              metric: 'Prometheus' as const,
              name,
              query: 'x',
              unit: 'x',
            })),
          },
        },
      },
    ],
  ],
])('accepts %s', (_, input) => {
  expect(faultsOf(...input)).toEqual([]);
});

test('a host used twice is one problem, also for a preview and its application', () => {
  expect(faultsOf({ web: { host, delivery: { preview: { host, allow: ['192.0.2.0/24'] } } } })).toEqual([
    `applications.web.delivery.preview.host: found "${host}", which applications.web.host has already; choose another host`,
  ]);
});

test('a sidecar with too little memory is reported together with another fault of the backup', () => {
  const wrong = { ...backup, retention: '30' as '30d', resources: sidecar('64Mi') };
  const database = { storage: '1Gi' as const, backup: wrong };
  expect(faultsOf({}, { database })).toEqual([
    'database.backup.retention: expected days, weeks or months such as 30d, 4w or 6m, found "30"',
    'database.backup.resources.limits.memory: found 64Mi, expected at least 256Mi, since base backups are killed with less memory; raise it',
  ]);
});

test('an application can use the endpoint of a cache only if there is one', () => {
  expect(faultsOf({ web: { uses: ['cache-endpoint'] } }, { cache: {} })).toEqual([
    'applications.web.uses[0]: found "cache-endpoint", but the environment has none; add cache.endpoint { tls: true } or { reason } to a cache that runs here or remove it',
  ]);
});

test('an application goes one way to the cache', () => {
  const cache = { endpoint: { reason: 'of old clients' } };
  expect(faultsOf({ web: { uses: ['cache', 'cache-endpoint'] } }, { cache })).toEqual([
    'applications.web.uses[1]: found "cache-endpoint" together with "cache", expected one way to the cache; remove one',
  ]);
});

test('an application can use the cache only if there is one', () => {
  expect(faultsOf({ web: { uses: ['cache'] } })).toEqual([
    'applications.web.uses[0]: found "cache", but the environment has none; add a cache such as { memory: "1Gi" } or remove it',
  ]);
});

test('an unknown name in uses is refused with the names that exist', () => {
  expect(faultsOf({ web: { uses: ['queue'] }, api: {} }, { cache: {} })).toEqual([
    'applications.web.uses[0]: expected cache or api, found "queue"; remove it',
  ]);
  expect(faultsOf({ web: { uses: ['queue'] } })).toEqual([
    'applications.web.uses[0]: found "queue", but the environment has nothing to use; remove it or add an application of that name',
  ]);
});

test('a name used twice is refused once', () => {
  expect(faultsOf({ web: { uses: ['cache', 'cache'] } }, { cache: {} })).toEqual([
    'applications.web.uses[1]: found "cache" a second time; remove one',
  ]);
});

test('contradictions in one part are reported together with faults in another', () => {
  const faults = faultsOf(
    { web: { image: 'web:latest', scale: { min: 4, max: 3, rules: [rule] } }, api: { uses: ['wbe'] } },
    { cluster: { storageClass: 'S', gatewayClass: 'a', ingressClass: 'b' } },
  );
  expect(faults.map(fault => fault.split(': ')[0])).toEqual([
    'cluster.storageClass',
    'applications.web.image',
    'cluster.ingressClass',
    'applications.web.scale.min',
    'applications.api.uses[0]',
  ]);
});

test('a part with a fault is not compared with others', () => {
  const broken = { min: 'many', max: 3, rules: [rule] } as unknown as number;
  expect(faultsOf({ web: { scale: broken } })).toHaveLength(1);
  const database = { storage: 'much' as '1Gi', walStorage: '1Gi' as const };
  expect(faultsOf({ web: { uses: ['database'] } }, { database })).toHaveLength(2);
});

test('an environment with the namespace of an operator is refused', () => {
  expect(faultsOf({}, { name: 'argocd', namespace: 'own' })).toEqual([
    'name: found "argocd", which is the name of another folder in the tree; choose another name',
  ]);
  expect(faultsOf({}, { name: 'monitoring' })).toEqual([
    'name: found "monitoring", which is the namespace of cluster.namespaces.monitoring; give the environment its own namespace',
  ]);
});

describe('defaults that depend on other fields', () => {
  test('a preview is public only with its own host', () => {
    const { applications } = environmentSchema.parse(inputWith({ web: { host } }));
    expect(applications.web?.delivery).not.toHaveProperty('preview');
  });

  test('the gateway class is envoy, unless there is an Ingress', () => {
    const parse = (cluster: object) =>
      environmentSchema.parse({ name: 'a', cluster: { storageClass: 's', ...cluster } }).cluster;
    expect(parse({}).gatewayClass).toBe('envoy');
    expect(parse({ gatewayClass: 'cilium' }).gatewayClass).toBe('cilium');
    expect(parse({ ingressClass: 'nginx' })).not.toHaveProperty('gatewayClass');
  });

  test('the namespace is the name', () => {
    expect(environmentSchema.parse(inputWith({})).namespace).toBe('production');
    expect(environmentSchema.parse(inputWith({}, { namespace: 'shop' })).namespace).toBe('shop');
  });

  test('applications are sorted by name', () => {
    const { applications } = environmentSchema.parse(inputWith({ web: {}, api: {}, mail: {} }));
    expect(Object.keys(applications)).toEqual(['api', 'mail', 'web']);
  });
});

test('eight times as many applications are checked in about eight times the time, not in 64 times', () => {
  const check = (count: number): void => {
    const names = Array.from({ length: count }, (_, index) => `app-${index}`);
    const applications = Object.fromEntries(
      names.map((name, index) => [
        name,
        { host: `${name}.example.com`, uses: [`app-${(index + 1) % count}`] },
      ]),
    );
    expect(faultsOf(applications)).toEqual([]);
  };
  expect(growth(check, 125, 1000)).toBeLessThan(32);
});
