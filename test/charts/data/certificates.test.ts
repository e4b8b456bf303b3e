import { App } from 'cdk8s';
import { DataTier } from '../../../charts/data/data-tier.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

function render(instances: number): Manifest[] {
  const environment = environmentWith({ database: { storage: '20Gi', instances } });
  return manifestsOf(new DataTier(new App(), environment));
}

const manifests = render(3);
const authority = objectOf(manifests, 'Certificate', 'database-server-ca');
const server = objectOf(manifests, 'Certificate', 'database-tls');
const cluster = objectOf(manifests, 'Cluster', 'database');

const hours = (text: string): number => Number(/^(\d+)h$/.exec(text)?.[1]);
const day = 24;

describe('the authority that applications read once', () => {
  test('lasts ten years, renewed a year ahead, with the same key', () => {
    const { isCA, duration, renewBefore, privateKey } = authority.spec;
    expect(isCA).toBe(true);
    expect([hours(duration), hours(renewBefore)]).toEqual([3650 * day, 365 * day]);
    expect(privateKey.rotationPolicy).toBe('Never');
  });

  test('has the name of the authority of the operator, so that a database that started with that one can keep its key', () => {
    const { commonName, subject } = authority.spec;
    expect({ commonName, subject }).toEqual({
      commonName: 'database',
      subject: { organizationalUnits: ['production'] },
    });
  });

  test('signs the certificate of the servers through an Issuer in the namespace', () => {
    const issuer = objectOf(manifests, 'Issuer', server.spec.issuerRef.name);
    expect(issuer.spec.ca.secretName).toBe(authority.spec.secretName);
  });
});

describe('the certificate that instances and poolers present', () => {
  test('comes from cert-manager, and so does the authority with which they verify each other', () => {
    expect(cluster.spec.certificates).toEqual({
      serverCASecret: server.spec.secretName,
      serverTLSSecret: server.spec.secretName,
    });
  });

  test('is named by the poolers too, which the operator updates only when they change', () => {
    for (const type of ['rw', 'ro']) {
      const { serverCASecret, clientTLSSecret } = objectOf(manifests, 'Pooler', `database-pooler-${type}`)
        .spec.pgbouncer;
      expect([serverCASecret, clientTLSSecret]).toEqual([{ name: 'database-tls' }, { name: 'database-tls' }]);
    }
  });

  test('leaves the clients to the operator, which must sign the certificate of the poolers', () => {
    expect(cluster.spec.certificates).not.toHaveProperty('clientCASecret');
    expect(cluster.spec.certificates).not.toHaveProperty('replicationTLSSecret');
  });

  test.each([
    [1, ['rw', 'r', 'ro', 'pooler-rw']],
    [3, ['rw', 'r', 'ro', 'pooler-rw', 'pooler-ro']],
  ])('names each Service of a database of %i, as clients may write it', (instances, services) => {
    const { dnsNames } = objectOf(render(instances), 'Certificate', 'database-tls').spec;
    const named = services.flatMap(service =>
      ['', '.production', '.production.svc', '.production.svc.cluster.local'].map(
        domain => `database-${service}${domain}`,
      ),
    );
    expect(dnsNames).toEqual(named);
  });

  test('is reloaded at each renewal, because the operator watches Secrets with this label', () => {
    expect(server.spec.secretTemplate.labels).toEqual({ 'cnpg.io/reload': 'true' });
  });

  test('is renewed a month before its end, longer than the ten hours until poolers reload it', () => {
    const { duration, renewBefore, privateKey } = server.spec;
    expect([hours(duration), hours(renewBefore)]).toEqual([90 * day, 30 * day]);
    expect(privateKey.rotationPolicy).toBe('Always');
  });

  test('is for servers, which the operator checks', () => {
    expect(server.spec.usages).toContain('server auth');
  });
});

test('a database that waits for a confirmed deletion keeps everything that renews its certificate', () => {
  const renewing = manifests.filter(({ kind }) => ['Issuer', 'Certificate'].includes(kind));
  expect(renewing.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
    'Certificate database-server-ca',
    'Certificate database-tls',
    'Issuer database-root',
    'Issuer database-server-ca',
  ]);
  for (const { metadata } of [...renewing, cluster]) {
    expect(metadata.annotations['argocd.argoproj.io/sync-options']).toBe('Prune=confirm,Delete=confirm');
  }
});
