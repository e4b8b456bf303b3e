import { oneArchive } from '../../rules/one-archive.ts';
import { findingsOf, object } from './support.ts';

const image = (tag: string) => ({ imageName: `ghcr.io/cloudnative-pg/postgresql:${tag}` });

function cluster(name: string, serverName: string | undefined, spec: object, plugin: object = {}) {
  const parameters = { barmanObjectName: 'backup', ...(serverName && { serverName }) };
  const plugins = [{ name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true, parameters, ...plugin }];
  return object('postgresql.cnpg.io/v1', 'Cluster', name, { spec: { ...spec, plugins } });
}

function store(name: string, destinationPath: string) {
  return object('barmancloud.cnpg.io/v1', 'ObjectStore', name, {
    spec: { configuration: { destinationPath } },
  });
}

const digest = `@sha256:${'17'.repeat(32)}`;

test.each([
  ['by its image', 'database-17', image(`17.11-standard-trixie${digest}`)],
  ['by its catalog', 'pg18', { imageCatalogRef: { major: 18 } }],
  ['by an image of a registry with a port', 'database-16', { imageName: 'registry:5000/postgresql:16' }],
])('an archive that says the major version is accepted, %s', (_, serverName, spec) => {
  expect(findingsOf(oneArchive, [cluster('database', serverName, spec)])).toEqual([]);
});

test('a Cluster of unknown version, or without an archive, is not checked', () => {
  const untold = cluster('untold', 'database', { imageName: `postgresql${digest}` });
  const off = cluster('off', 'database', image('17'), { enabled: false });
  const reads = cluster('reads', 'database', image('17'), { isWALArchiver: false });
  expect(findingsOf(oneArchive, [untold, off, reads])).toEqual([]);
});

test('the archive of another major version is refused', () => {
  expect(findingsOf(oneArchive, [cluster('database', 'database-17', image('18.6'))])).toEqual([
    'production/application/Cluster database: serverName database-17 of the WAL archiver does not say the major version of PostgreSQL (18); allowed: a name with the version, such as database-18; choose another for each major version: otherwise an upgrade writes into the archive of the old version',
  ]);
});

test('an archive under the name of the Cluster alone is refused', () => {
  expect(findingsOf(oneArchive, [cluster('database', undefined, image('17.11'))])).toEqual([
    'production/application/Cluster database: serverName database of the WAL archiver does not say the major version of PostgreSQL (17); allowed: a name with the version, such as database-17; choose another for each major version: otherwise an upgrade writes into the archive of the old version',
  ]);
});

test('digits of another number are not the version', () => {
  expect(findingsOf(oneArchive, [cluster('database', 'database-117', image('17'))])).toHaveLength(1);
});

test('two Clusters in one archive are refused', () => {
  const objects = [
    store('backup', 's3://backups/production'),
    cluster('database', 'database-17', image('17')),
    cluster('restored', 'database-17', image('17')),
  ];
  expect(findingsOf(oneArchive, objects)).toEqual([
    'production/application/Cluster restored: archives as database-17 into the store that Cluster database archives into under the same name; allowed: one archive for each Cluster; choose another serverName',
  ]);
});

test('two names of one place are one archive', () => {
  const objects = [
    store('backup', 's3://backups/production'),
    store('other', 's3://backups/production/'),
    cluster('database', 'database-17', image('17')),
    cluster('restored', 'database-17', image('17'), {
      parameters: { barmanObjectName: 'other', serverName: 'database-17' },
    }),
  ];
  expect(findingsOf(oneArchive, objects)).toHaveLength(1);
});

test('two Clusters in two folders are accepted', () => {
  const objects = [
    store('backup', 's3://backups/production'),
    cluster('database', 'database-17', image('17')),
    cluster('restored', 'restored-17', image('17')),
  ];
  expect(findingsOf(oneArchive, objects)).toEqual([]);
});
