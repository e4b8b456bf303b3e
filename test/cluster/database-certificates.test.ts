import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import {
  at,
  condition,
  type KubernetesObject,
  listAt,
  referenceTo,
} from '../../tools/cluster/harness/objects.ts';
import { applyAll, databaseCertificates, databaseIn, databasePoolers } from './installs.ts';
import { type SimulatedInstances, simulateInstances } from './simulated-instances.ts';
import { TestCluster } from './test-cluster.ts';

/** As a database has it that began with the operator's own authority. */
const byTheOperator = { serverAltDNSNames: ['database-pooler-rw'] };

const folder = mkdtempSync(join(tmpdir(), 'slipway-certificates-'));
let cluster: TestCluster;
let client: ApiClient;
let simulated: SimulatedInstances;

beforeAll(async () => {
  cluster = await TestCluster.start({ command: 'sandbox' });
  client = cluster.client;
  simulated = await simulateInstances(client, 2);
});

afterAll(async () => {
  await simulated?.end();
  await cluster?.end();
  rmSync(folder, { recursive: true });
});

function database(namespace: string) {
  return { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', namespace, name: 'database' };
}

function secret(namespace: string, name: string) {
  return { apiVersion: 'v1', kind: 'Secret', namespace, name };
}

/** Waits until the operator calls the database healthy with all of its instances. */
async function healthy(namespace: string, and: (found: KubernetesObject) => boolean = () => true) {
  const isHealthy = (found: KubernetesObject | undefined) =>
    found !== undefined &&
    at(found, 'status', 'phase') === 'Cluster in healthy state' &&
    at(found, 'status', 'readyInstances') === 3 &&
    and(found);
  return client.until(database(namespace), isHealthy, { what: 'healthy' });
}

async function pem(namespace: string, name: string, key: string): Promise<string> {
  const found = await client.get(secret(namespace, name));
  return Buffer.from(String(at(found, 'data', key)), 'base64').toString();
}

/** The authority and the certificate of the servers. */
async function presented(namespace: string): Promise<[ca: string, leaf: string]> {
  return [await pem(namespace, 'database-tls', 'ca.crt'), await pem(namespace, 'database-tls', 'tls.crt')];
}

/** Whether OpenSSL, and so libpq, takes a certificate by an authority for a server of that name. */
function isTaken(authority: string, certificate: string, name: string): boolean {
  const file = (role: string, text: string): string => {
    const path = join(folder, role);
    writeFileSync(path, text);
    return path;
  };
  const files = [file('ca.crt', authority), file('tls.crt', certificate)];
  try {
    execFileSync(
      'openssl',
      ['verify', '-purpose', 'sslserver', '-verify_hostname', name, '-CAfile', ...files],
      { stdio: 'pipe' },
    );
    return true;
  } catch {
    return false;
  }
}

/** Asks cert-manager for a new certificate, as `cmctl renew` does. */
async function renew(namespace: string, name: string): Promise<void> {
  const of = { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', namespace, name };
  const before = await pem(namespace, name, 'tls.crt');
  const conditions = listAt(await client.get(of), 'status', 'conditions');
  const issuing = {
    type: 'Issuing',
    status: 'True',
    reason: 'ManuallyTriggered',
    message: 'renewed by hand',
  };
  const lastTransitionTime = new Date().toISOString();
  await client.patch(
    of,
    { status: { conditions: [...conditions, { ...issuing, lastTransitionTime }] } },
    'status',
  );
  const isNew = (found: KubernetesObject | undefined) =>
    Buffer.from(String(at(found, 'data', 'tls.crt')), 'base64').toString() !== before;
  await client.until(secret(namespace, name), isNew, { what: 'renewed' });
  await client.until(of, found => condition(found, 'Issuing') !== 'True', { what: 'issued' });
}

/** Whether the status of a Cluster names the present version of the Secret that its servers show. */
async function namesNewVersion(namespace: string): Promise<(found: KubernetesObject) => boolean> {
  const { metadata } = await client.get(secret(namespace, 'database-tls'));
  return found =>
    at(found, 'status', 'certificates', 'serverTLSSecret') === 'database-tls' &&
    at(found, 'status', 'secretsResourceVersion', 'serverSecretVersion') === metadata.resourceVersion;
}

/** Applies the database of `dist/production` without a backup, which has nothing to do with it, and its poolers. */
async function install(namespace: string, changed: object = {}, poolerFields: object = {}): Promise<void> {
  const cluster = await databaseIn(namespace);
  const { plugins: _, ...spec } = cluster.spec as Record<string, unknown>;
  await client.apply({ ...cluster, spec: { ...spec, ...changed } });
  for (const pooler of await databasePoolers(namespace)) {
    const { spec: poolerSpec } = pooler as KubernetesObject & { spec: { pgbouncer: object } };
    const pgbouncer = { ...poolerSpec.pgbouncer, ...poolerFields };
    await client.apply({ ...pooler, spec: { ...poolerSpec, pgbouncer } });
  }
}

async function issued(namespace: string): Promise<void> {
  await applyAll(client, await databaseCertificates(namespace));
  const of = { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', namespace, name: 'database-tls' };
  await client.until(of, found => condition(found, 'Ready') === 'True', { what: 'issued' });
}

async function instancesOf(namespace: string): Promise<readonly unknown[]> {
  const found = await client.list(
    { apiVersion: 'v1', kind: 'Pod', namespace },
    { labels: 'cnpg.io/podRole=instance' },
  );
  return found.map(({ metadata }) => metadata.uid).sort();
}

/** Waits until the status of every pooler names the certificate that is in the Secret. */
async function untilPoolersFollow(namespace: string): Promise<void> {
  const { metadata } = await client.get(secret(namespace, 'database-tls'));
  const newVersion = { name: 'database-tls', version: metadata.resourceVersion };
  for (const pooler of await databasePoolers(namespace)) {
    const follows = (found: KubernetesObject | undefined) =>
      ['clientTLS', 'serverCA'].every(
        role => JSON.stringify(at(found, 'status', 'secrets', role)) === JSON.stringify(newVersion),
      );
    await client.until(referenceTo(pooler), follows, { what: 'the new certificate' });
  }
}

describe('a new database', () => {
  const namespace = 'new';

  beforeAll(() => client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }));

  test('comes up when its certificates come after it, as they may by Helm', async () => {
    await install(namespace);
    const waits = 'Unable to create required cluster objects';
    await client.until(database(namespace), found => at(found, 'status', 'phase') === waits, { what: waits });
    await issued(namespace);
    await healthy(namespace, await namesNewVersion(namespace));
    await untilPoolersFollow(namespace);
  });

  test('presents what OpenSSL takes for each name of its Services, and for no other', async () => {
    const [ca, leaf] = await presented(namespace);
    for (const service of ['rw', 'ro', 'pooler-rw', 'pooler-ro']) {
      expect(isTaken(ca, leaf, `database-${service}`)).toBe(true);
      expect(isTaken(ca, leaf, `database-${service}.${namespace}.svc`)).toBe(true);
    }
    expect(isTaken(ca, leaf, 'database')).toBe(false);
  });

  test('has the certificate by which poolers ask for passwords from the operator, which has the key for it', async () => {
    const certificate = await pem(namespace, 'database-pooler', 'tls.crt');
    const clients = new X509Certificate(await pem(namespace, 'database-ca', 'ca.crt'));
    expect(new X509Certificate(certificate).verify(clients.publicKey)).toBe(true);
  });

  test('presents a renewed certificate at once, and applications keep the authority that they have', async () => {
    const before = await pem(namespace, 'database-tls', 'ca.crt');
    await renew(namespace, 'database-tls');
    await healthy(namespace, await namesNewVersion(namespace));
    expect(await pem(namespace, 'database-tls', 'ca.crt')).toBe(before);
  });

  test('reaches its poolers as soon as they are annotated, sooner than the operator would do it', async () => {
    for (const pooler of await databasePoolers(namespace)) {
      await client.patch(referenceTo(pooler), { metadata: { annotations: { authority: 'new' } } });
    }
    await untilPoolersFollow(namespace);
  });

  test('has an authority whose renewal breaks nothing, since old and new certificates trust each other', async () => {
    const [ca, leaf] = await presented(namespace);
    await renew(namespace, 'database-server-ca');
    await renew(namespace, 'database-tls');
    const [newCa, newLeaf] = await presented(namespace);
    expect(newCa).not.toBe(ca);
    expect(isTaken(ca, newLeaf, 'database-pooler-rw')).toBe(true);
    expect(isTaken(newCa, leaf, 'database-pooler-rw')).toBe(true);
  });
});

describe.each([
  ['keeps the key of that authority', 'kept'],
  ['gets an authority with another key', 'other'],
] as const)('a database that began with an authority of the operator and %s', (_, namespace) => {
  let instances: readonly unknown[];
  let authority: string;
  let certificate: string;

  beforeAll(async () => {
    await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    const withoutSecrets = { serverCASecret: undefined, clientTLSSecret: undefined };
    await install(namespace, { certificates: byTheOperator }, withoutSecrets);
    await healthy(namespace);
    instances = await instancesOf(namespace);
    authority = await pem(namespace, 'database-ca', 'ca.crt');
    certificate = await pem(namespace, 'database-server', 'tls.crt');
    if (namespace === 'kept') await keepKey(namespace);
    await issued(namespace);
  });

  test(namespace === 'kept' ? 'trusts old and new alike' : 'trusts its own alone', async () => {
    const [ca, leaf] = await presented(namespace);
    const isKept = namespace === 'kept';
    expect(isTaken(authority, certificate, 'database-pooler-rw')).toBe(true);
    expect(isTaken(ca, leaf, 'database-pooler-rw')).toBe(true);
    expect(isTaken(authority, leaf, 'database-pooler-rw')).toBe(isKept);
    expect(isTaken(ca, certificate, 'database-pooler-rw')).toBe(isKept);
    const { validFrom, validTo } = new X509Certificate(ca);
    expect((Date.parse(validTo) - Date.parse(validFrom)) / 86_400_000).toBe(3650);
  });

  test('goes on with the same instances and primary, though they present the new certificate late', async () => {
    simulated.managers.holdCertificates();
    try {
      await install(namespace);
      const newVersion = await namesNewVersion(namespace);
      await client.until(database(namespace), found => found !== undefined && newVersion(found), {
        what: 'the new certificate',
      });
      // Over a connection that it had, the operator would not look at the certificate.
      simulated.managers.holdCertificates();
      await client.patch(database(namespace), { metadata: { annotations: { look: 'again' } } });
      if (namespace === 'kept') await healthy(namespace);
      else await client.until(database(namespace), isWaiting, { what: 'waiting' });
    } finally {
      simulated.managers.releaseCertificates();
    }
    const found = await healthy(namespace, await namesNewVersion(namespace));
    expect([at(found, 'status', 'currentPrimary'), at(found, 'status', 'targetPrimary')]).toEqual([
      'database-1',
      'database-1',
    ]);
    expect(await instancesOf(namespace)).toEqual(instances);
  });

  test('reaches its poolers in the same step', () => untilPoolersFollow(namespace));
});

/** The operator trusts no answer of the instances, and does nothing about it. */
function isWaiting(found: KubernetesObject | undefined): boolean {
  return at(found, 'status', 'phase') === 'Instance Status Extraction Error: HTTP communication issue';
}

/** The step of docs/data.md before the first sync: cert-manager signs with the key that it finds. */
async function keepKey(namespace: string): Promise<void> {
  const key = await pem(namespace, 'database-ca', 'ca.key');
  await client.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { namespace, name: 'database-server-ca' },
    type: 'kubernetes.io/tls',
    stringData: { 'tls.crt': '', 'tls.key': key },
  } as KubernetesObject);
}
