import { App } from 'cdk8s';
import { DataTier } from '../../../charts/data/data-tier.ts';
import { connectionsOf } from '../../../charts/network/connections.ts';
import { foreignSecrets } from '../../../charts/platform/secret-uses.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { noticesOf } from '../../../config/notices.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

type DatabaseInput = Partial<Exclude<EnvironmentInput['database'], undefined | { external: true }>>;

function render(database: DatabaseInput): Manifest[] {
  const environment = environmentWith({ database: { storage: '20Gi', ...database } });
  return manifestsOf(new DataTier(new App(), environment));
}

function clusterWith(database: DatabaseInput): Manifest {
  return objectOf(render(database), 'Cluster', 'database').spec;
}

const both: DatabaseInput = { databases: { shop: { extensions: ['cube', 'earthdistance'] }, blog: {} } };

test('each database has an owner of its name, and stays in PostgreSQL without its object', () => {
  expect(objectOf(render(both), 'Database', 'database-blog').spec).toEqual({
    cluster: { name: 'database' },
    name: 'blog',
    owner: 'blog',
    databaseReclaimPolicy: 'retain',
  });
});

test('the Cluster makes the owners, who log in with a Secret', () => {
  expect(clusterWith(both).managed.roles).toEqual([
    { name: 'blog', login: true, passwordSecret: { name: 'database-role-blog' } },
    { name: 'shop', login: true, passwordSecret: { name: 'database-role-shop' } },
  ]);
});

test('a password is generated once, with the name of the role, and the operator sees its Secret', () => {
  const { metadata, spec } = objectOf(render(both), 'ExternalSecret', 'database-role-shop');
  expect(metadata.annotations).toMatchObject({
    'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm',
  });
  expect(spec.refreshPolicy).toBe('CreatedOnce');
  expect(spec.target).toMatchObject({
    creationPolicy: 'Orphan',
    immutable: true,
    template: {
      type: 'kubernetes.io/basic-auth',
      mergePolicy: 'Merge',
      data: { username: 'shop' },
      metadata: { labels: { 'cnpg.io/reload': 'true' } },
    },
  });
  expect(spec.dataFrom[0].sourceRef.generatorRef).toMatchObject({ kind: 'Password', name: 'database-role' });
});

test('generated passwords need no escapes in a URL', () => {
  expect(objectOf(render(both), 'Password', 'database-role').spec).toMatchObject({ length: 40, symbols: 0 });
});

test('a role enters only the database of its own name, over TLS', () => {
  expect(clusterWith(both).postgresql.pg_hba).toEqual([
    'hostnossl all all all reject',
    'hostssl sameuser all all scram-sha-256',
    'host all all all reject',
  ]);
});

test('a Cluster with the database app alone is as before', () => {
  const manifests = render({});
  const cluster = clusterWith({});
  expect(cluster.managed).toBeUndefined();
  expect(cluster.postgresql.pg_hba).toEqual(['hostnossl all all all reject']);
  expect(manifests.map(({ kind }) => kind)).not.toContain('Database');
  expect(manifests.map(({ kind }) => kind)).not.toContain('Password');
});

test('extensions are made in the order in which they need each other', () => {
  const { spec } = objectOf(render(both), 'Database', 'database-shop');
  expect(spec.extensions).toEqual([{ name: 'cube' }, { name: 'earthdistance' }]);
});

test('extensions of app belong to its owner app', () => {
  const manifests = render({ extensions: ['citext'] });
  expect(objectOf(manifests, 'Database', 'database-app').spec).toMatchObject({
    name: 'app',
    owner: 'app',
    extensions: [{ name: 'citext' }],
  });
  expect(manifests.map(({ kind }) => kind)).not.toContain('Password');
});

test('max_connections has room for the poolers to each database, and work_mem shrinks', () => {
  const pooler = { instances: 2, poolSize: 20 };
  const { parameters: before } = clusterWith({ pooler }).postgresql;
  const { parameters: after } = clusterWith({ pooler, ...both }).postgresql;
  // Two poolers of two pods, 20 connections to each database and to that of the passwords, 20 of others.
  expect([before.max_connections, after.max_connections]).toEqual(['180', '340']);
  expect([before.work_mem, after.work_mem]).toEqual(['6MB', '4MB']);
});

const twoApplications = (web: object, blog: object) =>
  environmentWith({
    applications: {
      web: { ...smallApplication, uses: ['database'], ...web },
      blog: { ...smallApplication, uses: ['database'], ...blog },
    },
    database: { storage: '20Gi', ...both },
  });

test('an application gets the name, the role and the password of its database', () => {
  const environment = twoApplications({ connections: { database: { name: 'shop' } } }, {});
  const variables = new Map(
    connectionsOf(environment)
      .variablesOf('web')
      .map(({ name, value }) => [name, value]),
  );
  expect(variables.get('PGDATABASE')).toBe('shop');
  expect(variables.get('PGUSER')).toBe('shop');
  expect(variables.get('PGPASSWORD')).toEqual({ secret: 'database-role-shop', key: 'password' });
});

test('the Secrets of roles are made here, so none is expected from elsewhere', () => {
  const secrets = { PASSWORD: { secret: 'database-role-shop', key: 'password' } };
  expect(foreignSecrets(twoApplications({ secrets }, {}))).toEqual([]);
});

test('two applications on one database are a notice, unless they name it', () => {
  const shared = ({ path, message }: { path: string; message: string }) =>
    path === 'applications' && message.startsWith('found blog, web on the database "app"');
  expect(noticesOf(twoApplications({}, {})).filter(shared)).toHaveLength(1);
  const named = { connections: { database: { name: 'shop' } } };
  expect(noticesOf(twoApplications(named, named)).some(shared)).toBe(false);
  expect(noticesOf(twoApplications(named, {})).some(shared)).toBe(false);
});

test('an image of the same version runs instead of that of CloudNativePG', () => {
  const image = 'ghcr.io/cloudnative-pg/postgis:17-3.6-system-trixie';
  expect(clusterWith({ image }).imageName).toBe(image);
});

test('PostgreSQL loads libraries at its start only where they are named', () => {
  const { postgresql } = clusterWith({ sharedPreloadLibraries: ['timescaledb', 'pg_cron'] });
  expect(postgresql.shared_preload_libraries).toEqual(['timescaledb', 'pg_cron']);
  expect(clusterWith({}).postgresql).not.toHaveProperty('shared_preload_libraries');
});

test('max_connections has room for those past the poolers', () => {
  const pooler = { instances: 2, poolSize: 20 };
  expect(clusterWith({ pooler, directConnections: 15 }).postgresql.parameters.max_connections).toBe('195');
});

test('the way past the poolers leads to the primary, and the certificate has its name', () => {
  const direct = { connections: { database: { direct: true, directUrl: 'DIRECT_URL' } } };
  const environment = environmentWith({
    applications: { web: { ...smallApplication, uses: ['database'], ...direct } },
    database: { storage: '20Gi', directConnections: 10 },
  });
  const variables = new Map(
    connectionsOf(environment)
      .variablesOf('web')
      .map(({ name, value }) => [name, value]),
  );
  expect(variables.get('DATABASE_DIRECT_HOST')).toBe('database-rw');
  expect(variables.get('DIRECT_URL')).toContain('@$(DATABASE_DIRECT_HOST):$(PGPORT)/$(PGDATABASE)?sslmode');
  const certificate = objectOf(render({}), 'Certificate', 'database-tls');
  expect(certificate.spec.dnsNames).toContain('database-rw');
});

test('only an application with that way reaches the instances', () => {
  const uses = ['database'];
  const environment = environmentWith({
    applications: {
      web: { ...smallApplication, uses },
      migrations: { ...smallApplication, uses, connections: { database: { direct: true } } },
    },
    database: { storage: '20Gi', directConnections: 10 },
  });
  const clients = connectionsOf(environment)
    .connections.filter(({ to }) => to.kind === 'pods' && to.name === 'database')
    .map(({ from }) => from.name);
  expect(clients).toContain('migrations');
  expect(clients).not.toContain('web');
});
