import type { EnvironmentInput } from '../../config/environment.ts';
import { noticesOf } from '../../config/notices.ts';
import { environmentWith, smallApplication } from '../support/environment.ts';

const storage = '20Gi';
const cidrs = ['198.51.100.0/24'];
const backup = { destination: 's3://backups', schedule: '0 0 2 * * *', retention: '30d' };

/** What is as narrow as it can be, so that only what a test is about is said. */
const narrow = {
  cluster: { storageClass: 'ssd', apiServer: { cidrs: ['172.16.0.1/32'] } },
  applications: {},
} satisfies Partial<EnvironmentInput>;

const byDigest = { ...smallApplication, image: `registry.example.com/web@sha256:${'0a'.repeat(32)}` };

function noticed(input: Partial<EnvironmentInput>): string[] {
  return noticesOf(environmentWith({ ...narrow, ...input })).map(
    ({ path, message }) => `${path}: ${message}`,
  );
}

test('three of everything with durable commits give nothing up', () => {
  expect(noticed({ database: { storage }, cache: {} })).toEqual([]);
});

test('commits that a failover can lose are said, with what would keep them', () => {
  expect(noticed({ database: { storage, dataDurability: 'preferred' } })).toEqual([
    'database.dataDurability: found "preferred": commits that no replica has yet are answered, and a failover can lose them; "required" loses none',
  ]);
});

test('two durable instances say that writes need both', () => {
  expect(noticed({ database: { storage, instances: 2 } })).toEqual([
    'database.instances: found 2: nothing is lost, but writes wait while either instance is away; 3 keep going',
  ]);
});

test('two instances of preferred durability say what is lost, not that writes wait', () => {
  const said = noticed({ database: { storage, instances: 2, dataDurability: 'preferred' } });
  expect(said).toEqual([expect.stringMatching(/^database\.dataDurability: /)]);
});

test('one instance says that its volume is the only copy, unless there is a backup', () => {
  expect(noticed({ database: { storage, instances: 1 } })).toEqual([
    'database.instances: found 1 without a backup: its volume is the only copy; add a backup, or instances',
  ]);
  expect(noticed({ database: { storage, instances: 1, backup: { ...backup, cidrs } } })).toEqual([]);
});

test('a cache of two data pods says what a cut-off primary loses', () => {
  expect(noticed({ cache: { replicas: 2 } })).toEqual([
    'cache.replicas: found 2: a primary that is cut off goes on alone, and what it takes until 10 s after it is back is lost; 3 refuse such writes',
  ]);
});

test('managed services give nothing up here', () => {
  const managed = { external: true, network: '10.0.0.0/8', secret: 'managed' } as const;
  expect(
    noticed({
      database: { ...managed, host: 'db.example.com' },
      cache: { ...managed, host: 'cache.example.com' },
    }),
  ).toEqual([]);
});

test('an image by tag alone is said by the name of its application, one by digest is not', () => {
  expect(noticed({ applications: { shop: byDigest, web: smallApplication } })).toEqual([
    'applications: found web with an image by tag alone: what runs can change without a commit; add the digest, name:tag@sha256:…',
  ]);
});

test('many images by tag alone are one line', () => {
  const applications = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [`web-${index}`, smallApplication]),
  );
  expect(noticed({ applications })).toEqual([
    expect.stringMatching(/^applications: found web-0, web-1, web-10, web-100, web-101 and 995 more with an/),
  ]);
});

test('an API server of which no address is given is said where something asks it', () => {
  const cluster = { storageClass: 'ssd' };
  expect(noticed({ cluster })).toEqual([]);
  expect(noticed({ cluster, database: { storage, backup } })).toEqual([
    'cluster.apiServer.cidrs: found none: the pods of PostgreSQL reach every address on the ports of the API server; name its addresses',
  ]);
});

test('an object store of which no address is given is said where all else is narrow', () => {
  expect(noticed({ database: { storage, backup } })).toEqual([
    'database.backup.cidrs: found none: instances of PostgreSQL reach every address on the port of the object store; name its addresses, if fixed',
  ]);
  expect(noticed({ database: { storage, backup: { ...backup, cidrs } } })).toEqual([]);
});

test('a gateway of which nothing is known is said where something is public', () => {
  const cluster = { ...narrow.cluster, namespaces: { gateway: 'contour' } };
  const web = { ...byDigest, host: 'app.example.com' };
  expect(noticed({ applications: { web } })).toEqual([]);
  expect(noticed({ cluster, applications: { web: byDigest } })).toEqual([]);
  expect(noticed({ cluster, applications: { web } })).toEqual([
    'cluster.podLabels.gateway: found none: every pod of the namespace of the gateway reaches applications with a host; name the labels of its proxies',
  ]);
  const podLabels = { gateway: { app: 'envoy' } };
  expect(noticed({ cluster: { ...cluster, podLabels }, applications: { web } })).toEqual([]);
});

test('an Ingress controller in the namespace of Envoy Gateway is not Envoy Gateway', () => {
  const cluster = { ...narrow.cluster, ingressClass: 'nginx' };
  const web = { ...byDigest, host: 'app.example.com' };
  expect(noticed({ cluster, applications: { web } })).toEqual([
    expect.stringMatching(/^cluster\.podLabels\.gateway: found none: /),
  ]);
});

test('a public preview says that it works on the data of the version in use, unless it has none', () => {
  const web = { ...byDigest, host: 'app.example.com', delivery: { previewHost: 'new.example.com' } };
  expect(noticed({ applications: { web: { ...web, uses: ['cache'] } }, cache: {} })).toEqual([
    'applications.*.delivery.previewHost: an unexamined version is public there, on the data of the version in use; leave it out, or ask for a login',
  ]);
  expect(noticed({ applications: { web } })).toEqual([]);
});

test.each([
  ['1.27', true],
  ['1.34', true],
  ['1.35', false],
  ['1.37', false],
] as const)('a Kubernetes without fixes is said: %s', (kubernetes, isSaid) => {
  expect(noticed({ cluster: { storageClass: 'ssd', kubernetes } })).toEqual(
    isSaid
      ? [
          'cluster.kubernetes: found a minor before 1.35, which Kubernetes gives no fixes any more (1.34 since 2026-10-27); upgrade the cluster',
        ]
      : [],
  );
});
