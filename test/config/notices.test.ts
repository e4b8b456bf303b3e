import type { EnvironmentInput } from '../../config/environment.ts';
import { noticesOf } from '../../config/notices.ts';
import { environmentWith, smallApplication } from '../support/environment.ts';

const storage = '20Gi';
const cidrs = ['198.51.100.0/24'];
const backup = { destination: 's3://backups', schedule: '0 0 2 * * *', retention: '30d' } as const;

/** An environment without notices, so that only the subject of a test makes one. */
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

test('three of everything with durable commits cause no notice', () => {
  expect(noticed({ database: { storage }, cache: {} })).toEqual([]);
});

test('a notice says that a failover can lose commits, and what prevents it', () => {
  expect(noticed({ database: { storage, dataDurability: 'preferred' } })).toEqual([
    'database.dataDurability: found "preferred": PostgreSQL confirms commits that no replica has yet, and a failover can lose them; "required" loses none',
  ]);
});

test('a notice says that clients of a plain endpoint send the password in plain text', () => {
  expect(noticed({ cache: { endpoint: { reason: 'of old clients' } } })).toEqual([
    'cache.endpoint: the password and all data of its clients cross the network in plain text; clients that know Sentinel and TLS use cache in place of cache-endpoint',
  ]);
});

test('notices about a further cache have its key and its name', () => {
  const queue = { endpoint: { reason: 'of old clients' }, replicas: 2 } as const;
  expect(noticed({ caches: { queue } })).toEqual([
    'caches.queue.replicas: found 2: a primary that is cut off still accepts writes; all writes until 10 s after its return are lost; with 3 it refuses them',
    'caches.queue.endpoint: the password and all data of its clients cross the network in plain text; clients that know Sentinel and TLS use queue in place of queue-endpoint',
  ]);
});

test('a notice names the users of any cache whose rights have a reason', () => {
  const users = { web: { keys: ['*'], reason: 'reports' } };
  expect(
    noticed({ caches: { queue: { users } }, applications: { web: { ...byDigest, uses: ['queue'] } } }),
  ).toEqual([
    'caches.queue.users: found web (reports) with rights that may reach the keys of other applications; remove what they no longer need',
  ]);
});

test('a notice says that writes need both of two durable instances', () => {
  expect(noticed({ database: { storage, instances: 2 } })).toEqual([
    'database.instances: found 2: no commit is lost, but writes wait while one of the two instances is down; with 3 they continue',
  ]);
});

test('two instances of preferred durability cause a notice about loss, not about waiting', () => {
  const notices = noticed({ database: { storage, instances: 2, dataDurability: 'preferred' } });
  expect(notices).toEqual([expect.stringMatching(/^database\.dataDurability: /)]);
});

test('a notice says that one instance without a backup has the only copy', () => {
  expect(noticed({ database: { storage, instances: 1 } })).toEqual([
    'database.instances: found 1 without a backup: its volume is the only copy of the data; add a backup or more instances',
  ]);
  expect(noticed({ database: { storage, instances: 1, backup: { ...backup, cidrs } } })).toEqual([]);
});

test('a notice says what a cut-off primary of two data pods loses', () => {
  expect(noticed({ cache: { replicas: 2 } })).toEqual([
    'cache.replicas: found 2: a primary that is cut off still accepts writes; all writes until 10 s after its return are lost; with 3 it refuses them',
  ]);
});

test('managed services cause no notice', () => {
  const managed = { external: true, network: '10.0.0.0/8', secret: 'managed' } as const;
  expect(
    noticed({
      database: { ...managed, host: 'db.example.com' },
      cache: { ...managed, host: 'cache.example.com' },
    }),
  ).toEqual([]);
});

test('a notice names the application of an image without a digest, and no other', () => {
  expect(noticed({ applications: { shop: byDigest, web: smallApplication } })).toEqual([
    'applications: found web with an image without a digest: the image can change without a commit; add the digest, name:tag@sha256:…',
  ]);
});

test('many images without a digest are one line', () => {
  const applications = Object.fromEntries(
    Array.from({ length: 1000 }, (_, index) => [`web-${index}`, smallApplication]),
  );
  expect(noticed({ applications })).toEqual([
    expect.stringMatching(/^applications: found web-0, web-1, web-10, web-100, web-101 and 995 more with an/),
  ]);
});

test('a notice repeats the reason of each application with more rights', () => {
  const securityContext = { readOnlyRootFilesystem: false, reason: 'it compiles its templates' };
  expect(noticed({ applications: { shop: byDigest, web: { ...byDigest, securityContext } } })).toEqual([
    'applications.*.securityContext: found web (it compiles its templates) with more rights than the defaults: an intruder in such a container can do more; remove what it no longer needs',
  ]);
});

test('a notice says that a namespace with a container of root admits root everywhere', () => {
  const securityContext = { runAsNonRoot: false, reason: 's6' };
  expect(noticed({ applications: { web: { ...byDigest, securityContext } } })).toEqual([
    expect.stringMatching(/^applications\.\*\.securityContext: found web \(s6\) with more rights/),
    'applications.*.securityContext: the namespace admits the baseline profile of Pod Security, so every pod in it may run as root; put that application into another environment to keep the others restricted',
  ]);
});

test('a missing address of the API server causes a notice if something connects to it', () => {
  const cluster = { storageClass: 'ssd' };
  expect(noticed({ cluster })).toEqual([]);
  expect(noticed({ cluster, database: { storage, backup } })).toEqual([
    'cluster.apiServer.cidrs: found none: the pods of PostgreSQL may connect to any address on the ports of the API server; list its addresses',
  ]);
});

test('a missing address of the object store causes a notice if the API server has one', () => {
  expect(noticed({ database: { storage, backup } })).toEqual([
    'database.backup.cidrs: found none: the pods of PostgreSQL may connect to any address on the port of the object store; list its addresses',
  ]);
  expect(noticed({ database: { storage, backup: { ...backup, cidrs } } })).toEqual([]);
});

test('a gateway without labels causes a notice if an application has a host', () => {
  const cluster = { ...narrow.cluster, namespaces: { gateway: 'contour' } };
  const web = { ...byDigest, host: 'app.example.com' };
  expect(noticed({ applications: { web } })).toEqual([]);
  expect(noticed({ cluster, applications: { web: byDigest } })).toEqual([]);
  expect(noticed({ cluster, applications: { web } })).toEqual([
    'cluster.podLabels.gateway: found none: every pod in the namespace of the gateway may connect to applications with a host or a listener; set the labels of its proxies',
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

test('a notice says that a public preview uses the data of the version in use', () => {
  const web = {
    ...byDigest,
    host: 'app.example.com',
    delivery: { preview: { host: 'new.example.com', public: { reason: 'a demonstration' } } },
  };
  expect(noticed({ applications: { web: { ...web, uses: ['cache'] } }, cache: {} })).toEqual([
    'applications.*.delivery.preview.public: everyone may use an untested version there, on the data of the version in use; remove it, or name allow or basicAuth',
  ]);
  expect(noticed({ applications: { web } })).toEqual([]);
});

test.each([
  ['1.27', true],
  ['1.34', true],
  ['1.35', false],
  ['1.37', false],
] as const)('a Kubernetes without fixes causes a notice: %s', (kubernetes, isSaid) => {
  expect(noticed({ cluster: { storageClass: 'ssd', kubernetes } })).toEqual(
    isSaid
      ? [
          'cluster.kubernetes: found a minor before 1.35, which no longer gets fixes (1.34 since 2026-10-27); upgrade the cluster',
        ]
      : [],
  );
});
