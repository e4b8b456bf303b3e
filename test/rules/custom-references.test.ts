import { customReferences } from '../../rules/custom-references.ts';
import { findingsOf, object } from './support.ts';

const cnpg = 'postgresql.cnpg.io/v1';
const pooler = (name: string) => object(cnpg, 'Pooler', 'pooler', { spec: { cluster: { name } } });
const certificate = (issuerRef: object) =>
  object('cert-manager.io/v1', 'Certificate', 'web', { spec: { issuerRef } });

test('every named object exists', () => {
  const plugins = [{ name: 'barman-cloud.cloudnative-pg.io', parameters: { barmanObjectName: 'backup' } }];
  const objects = [
    object(cnpg, 'Cluster', 'database', { spec: { plugins } }),
    object('barmancloud.cnpg.io/v1', 'ObjectStore', 'backup'),
    pooler('database'),
    object('cert-manager.io/v1', 'Issuer', 'ca'),
    certificate({ name: 'ca' }),
  ];
  expect(findingsOf(customReferences, objects)).toEqual([]);
});

test('a reference to an object of the whole cluster is not checked', () => {
  const store = { secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' } };
  const objects = [
    certificate({ kind: 'ClusterIssuer', name: 'x' }),
    object('external-secrets.io/v1', 'ExternalSecret', 'x', { spec: store }),
  ];
  expect(findingsOf(customReferences, objects)).toEqual([]);
});

test('a pooler and a backup of no database are refused', () => {
  const backup = object(cnpg, 'ScheduledBackup', 'nightly', { spec: { cluster: { name: 'databse' } } });
  expect(findingsOf(customReferences, [object(cnpg, 'Cluster', 'database'), pooler('db'), backup])).toEqual([
    'production/application/Pooler pooler: spec.cluster.name names Cluster db, which does not exist; allowed: database; name one of these, or add it',
    'production/application/ScheduledBackup nightly: spec.cluster.name names Cluster databse, which does not exist; allowed: database; name one of these, or add it',
  ]);
});

test('a database without its object store is refused', () => {
  const spec = {
    plugins: [{ name: 'barman-cloud.cloudnative-pg.io', parameters: { barmanObjectName: 'backup' } }],
  };
  expect(findingsOf(customReferences, [object(cnpg, 'Cluster', 'database', { spec })])).toEqual([
    'production/application/Cluster database: parameters.barmanObjectName names ObjectStore backup, which does not exist; allowed: none, since there is no ObjectStore; name one of these, or add it',
  ]);
});

test('an issuer, a generator and a store that do not exist are refused', () => {
  const dataFrom = [{ sourceRef: { generatorRef: { kind: 'Password', name: 'cache' } } }];
  const external = object('external-secrets.io/v1', 'ExternalSecret', 'cache', {
    spec: { dataFrom, secretStoreRef: { name: 'vault' } },
  });
  expect(findingsOf(customReferences, [certificate({ name: 'ca' }), external])).toEqual([
    'production/application/Certificate web: spec.issuerRef names Issuer ca, which does not exist; allowed: none, since there is no Issuer; name one of these, or add it',
    'production/application/ExternalSecret cache: generatorRef names Password cache, which does not exist; allowed: none, since there is no Password; name one of these, or add it',
    'production/application/ExternalSecret cache: spec.secretStoreRef names SecretStore vault, which does not exist; allowed: none, since there is no SecretStore; name one of these, or add it',
  ]);
});

test('an autoscaler without its credentials is refused', () => {
  const triggers = [{ type: 'prometheus', authenticationRef: { name: 'prometheus' } }];
  const scaled = object('keda.sh/v1alpha1', 'ScaledObject', 'web', { spec: { triggers } });
  expect(findingsOf(customReferences, [scaled])).toEqual([
    'production/application/ScaledObject web: authenticationRef names TriggerAuthentication prometheus, which does not exist; allowed: none, since there is no TriggerAuthentication; name one of these, or add it',
  ]);
});
