import { configMapKeys } from '../../rules/config-map-keys.ts';
import { secretKeys } from '../../rules/secret-keys.ts';
import { deployment, findingsOf, object } from './support.ts';

const variable = (valueFrom: object) =>
  deployment('web', { container: { env: [{ name: 'PASSWORD', valueFrom }] } });
const takes = (name: string, key: string, more: object = {}) =>
  variable({ secretKeyRef: { name, key, ...more } });

describe('a ConfigMap', () => {
  const settings = object('v1', 'ConfigMap', 'settings', {
    data: { mode: 'fast' },
    binaryData: { logo: 'aGk=' },
  });
  const volume = (items: object[]) =>
    deployment('web', { pod: { volumes: [{ name: 'files', configMap: { name: 'settings', items } }] } });

  test('exists with the keys that pods take', () => {
    expect(findingsOf(configMapKeys, [settings, volume([{ key: 'mode' }, { key: 'logo' }])])).toEqual([]);
  });

  test('of the authority of the API server is in every namespace', () => {
    const authority = deployment('web', {
      pod: { volumes: [{ name: 'ca', configMap: { name: 'kube-root-ca.crt' } }] },
    });
    expect(findingsOf(configMapKeys, [authority])).toEqual([]);
  });

  test('must exist', () => {
    const whole = deployment('web', { container: { envFrom: [{ configMapRef: { name: 'setings' } }] } });
    expect(findingsOf(configMapKeys, [settings, whole])).toEqual([
      'production/application/Deployment web: envFrom of container web-app takes ConfigMap setings, which nothing makes; allowed: settings; name one of these, or add it',
    ]);
  });

  test('is made by the operator of the database where the database does not name another', () => {
    const certificates = { serverCASecret: 'own', serverTLSSecret: 'own' };
    const cluster = object('postgresql.cnpg.io/v1', 'Cluster', 'database', { spec: { certificates } });
    const authority = object('v1', 'Secret', 'own', { data: { 'ca.crt': '', 'tls.crt': '' } });
    expect(findingsOf(secretKeys, [cluster, authority, takes('database-ca', 'ca.crt')])).toEqual([]);
    expect(findingsOf(secretKeys, [cluster, authority, takes('database-server', 'tls.crt')])).toEqual([
      'production/application/Deployment web: env PASSWORD of container web-app takes Secret database-server, which nothing makes; allowed: database-app, database-ca, database-replication, own; name one of these, or name a Secret that exists in the environment',
    ]);
  });

  test('must have the keys that the operator of the database reads', () => {
    const certificates = { serverCASecret: 'own', serverTLSSecret: 'own' };
    const cluster = object('postgresql.cnpg.io/v1', 'Cluster', 'database', { spec: { certificates } });
    const authority = object('v1', 'Secret', 'own', { data: { 'tls.crt': '' } });
    expect(findingsOf(secretKeys, [cluster, authority])).toEqual([
      'production/application/Cluster database: certificates.serverCASecret takes key ca.crt of Secret own, which has no such key; allowed: tls.crt; name one of these, or add the key to the Secret',
    ]);
  });

  test('must have the key', () => {
    expect(findingsOf(configMapKeys, [settings, volume([{ key: 'mod' }])])).toEqual([
      'production/application/Deployment web: volume files takes key mod of ConfigMap settings, which has no such key; allowed: logo, mode; name one of these, or add the key to the ConfigMap',
    ]);
  });
});

describe('a Secret', () => {
  test('may be optional', () => {
    expect(findingsOf(secretKeys, [takes('smtp', 'password', { optional: true })])).toEqual([]);
  });

  test('may exist in the environment, with any key', () => {
    expect(findingsOf(secretKeys, [takes('smtp', 'password')], ['smtp'])).toEqual([]);
  });

  test.each([
    [
      'a Certificate',
      object('cert-manager.io/v1', 'Certificate', 'web', { spec: { secretName: 'made' } }),
      'ca.crt',
    ],
    ['a Cluster', object('postgresql.cnpg.io/v1', 'Cluster', 'made', {}), 'ca.crt', 'made-ca'],
    [
      'a Cluster for its application',
      object('postgresql.cnpg.io/v1', 'Cluster', 'made', {}),
      'jdbc-uri',
      'made-app',
    ],
    [
      'an ExternalSecret',
      object('external-secrets.io/v1', 'ExternalSecret', 'made', {
        spec: { data: [{ secretKey: 'token' }] },
      }),
      'token',
    ],
    [
      'an ExternalSecret with a generated password',
      object('external-secrets.io/v1', 'ExternalSecret', 'x', {
        spec: {
          target: { name: 'made' },
          dataFrom: [{ sourceRef: { generatorRef: { kind: 'Password', name: 'x' } } }],
        },
      }),
      'password',
    ],
    [
      'an ExternalSecret with a template',
      object('external-secrets.io/v1', 'ExternalSecret', 'made', {
        spec: { target: { template: { data: { url: '…' } } } },
      }),
      'url',
    ],
  ])('is made by %s', (_, maker, key, name = 'made') => {
    expect(findingsOf(secretKeys, [maker, takes(name, key)])).toEqual([]);
  });

  test('is filled by cert-manager where a Gateway asks for it', () => {
    const listeners = [{ name: 'https', tls: { certificateRefs: [{ name: 'web-tls' }] } }];
    const annotations = { 'cert-manager.io/cluster-issuer': 'letsencrypt' };
    const gateway = (metadata: object) =>
      object('gateway.networking.k8s.io/v1', 'Gateway', 'gateway', { metadata, spec: { listeners } });
    expect(findingsOf(secretKeys, [gateway({ annotations })])).toEqual([]);
    expect(findingsOf(secretKeys, [gateway({})])).toEqual([
      'production/application/Gateway gateway: listener https takes Secret web-tls, which nothing makes; allowed: none, since there is no Secret; name one of these, or name a Secret that exists in the environment',
    ]);
  });

  test('must be made by something', () => {
    const cluster = object('postgresql.cnpg.io/v1', 'Cluster', 'database', {});
    expect(findingsOf(secretKeys, [cluster, takes('db-app', 'password')])).toEqual([
      'production/application/Deployment web: env PASSWORD of container web-app takes Secret db-app, which nothing makes; allowed: database-app, database-ca, database-replication, database-server; name one of these, or name a Secret that exists in the environment',
    ]);
  });

  test('must have the key', () => {
    const secret = object('v1', 'Secret', 'smtp', { stringData: { user: 'a' }, data: { pass: 'Yg==' } });
    expect(findingsOf(secretKeys, [secret, takes('smtp', 'password')])).toEqual([
      'production/application/Deployment web: env PASSWORD of container web-app takes key password of Secret smtp, which has no such key; allowed: pass, user; name one of these, or add the key to the Secret',
    ]);
  });

  test('must exist for backups', () => {
    const s3Credentials = { accessKeyId: { name: 'backup', key: 'ACCESS_KEY_ID' } };
    const store = object('barmancloud.cnpg.io/v1', 'ObjectStore', 'store', {
      spec: { configuration: { s3Credentials } },
    });
    expect(findingsOf(secretKeys, [store])).toEqual([
      'production/application/ObjectStore store: s3Credentials.accessKeyId takes Secret backup, which nothing makes; allowed: none, since there is no Secret; name one of these, or name a Secret that exists in the environment',
    ]);
  });

  test('must exist for volumes, image pulls and authorities', () => {
    const projected = { sources: [{ secret: { name: 'b', items: [{ key: 'k' }] } }] };
    const volumes = [
      { name: 'one', secret: { secretName: 'a' } },
      { name: 'two', projected },
    ];
    const pods = deployment('web', { pod: { volumes, imagePullSecrets: [{ name: 'c' }] } });
    const issuer = object('cert-manager.io/v1', 'Issuer', 'ca', { spec: { ca: { secretName: 'd' } } });
    expect(findingsOf(secretKeys, [pods, issuer]).map(text => text.split(', which')[0])).toEqual([
      'production/application/Deployment web: volume one takes Secret a',
      'production/application/Deployment web: volume two takes Secret b',
      'production/application/Deployment web: imagePullSecrets takes Secret c',
      'production/application/Issuer ca: spec.ca takes Secret d',
    ]);
  });
});
