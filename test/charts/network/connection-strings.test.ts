import { variablesOf } from '../../../charts/application/pod/variables.ts';
import { connectionsOf } from '../../../charts/network/connections.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { environmentOf } from '../../support/kubelet.ts';

type ApplicationInput = NonNullable<EnvironmentInput['applications']>[string];
type DatabaseInput = NonNullable<EnvironmentInput['database']>;
type StringsInput = NonNullable<NonNullable<ApplicationInput['connections']>['database']>;

const managed: DatabaseInput = { instances: 3, storage: '20Gi' };
const external: DatabaseInput = {
  external: true,
  host: 'db.example.com',
  readHost: 'read.example.com',
  port: 6432,
  network: '10.0.0.0/8',
  database: 'shop',
  secret: 'managed-database',
};

/** The variables of the container as the kubelet sets them. */
function variablesWith(
  database: DatabaseInput,
  strings: StringsInput,
  env: Record<string, string> = {},
): Map<string, string> {
  const web = { ...smallApplication, uses: ['database'], env, connections: { database: strings } };
  const environment = environmentWith({ applications: { web }, database });
  const { web: application } = environment.applications;
  if (application === undefined) throw new Error('expected an application web');
  const connections = connectionsOf(environment);
  return environmentOf(variablesOf({ environment, name: 'web', application, connections }));
}

const user = 'secret $(PGUSER):secret $(PGPASSWORD)@';
const libpq = '?sslmode=verify-full&sslrootcert=/etc/slipway/database/ca.crt';

test('the URL leads through the pooler for writes, and verifies its certificate', () => {
  expect(variablesWith(managed, { url: 'DATABASE_URL' }).get('DATABASE_URL')).toBe(
    `postgres://${user}database-pooler-rw:5432/secret $(PGDATABASE)${libpq}`,
  );
});

test('the URL for reads leads through the pooler of the replicas', () => {
  expect(variablesWith(managed, { readUrl: 'REPLICA_URL' }).get('REPLICA_URL')).toBe(
    `postgres://${user}database-pooler-ro:5432/secret $(PGDATABASE)${libpq}`,
  );
});

test('the URL for JDBC has neither user nor password', () => {
  expect(variablesWith(managed, { jdbcUrl: 'JDBC_URL' }).get('JDBC_URL')).toBe(
    `jdbc:postgresql://database-pooler-rw:5432/secret $(PGDATABASE)${libpq}`,
  );
});

test('the URL of a managed service has its host and port, and no certificate', () => {
  const variables = variablesWith(external, { url: 'A_URL', readUrl: 'READ_URL' });
  expect(variables.get('A_URL')).toBe(`postgres://${user}db.example.com:6432/shop?sslmode=require`);
  expect(variables.get('READ_URL')).toBe(`postgres://${user}read.example.com:6432/shop?sslmode=require`);
});

test.each([
  ['', ''],
  ['?ssl=true', '?ssl=true'],
  ['?sslrootcert=$(PGSSLROOTCERT)', '?sslrootcert=/etc/slipway/database/ca.crt'],
])('the scheme and the query %j are those of the driver', (query, expected) => {
  const strings = { url: 'A_URL', scheme: 'postgresql+asyncpg', query };
  expect(variablesWith(managed, strings).get('A_URL')).toBe(
    `postgresql+asyncpg://${user}database-pooler-rw:5432/secret $(PGDATABASE)${expected}`,
  );
});

test('other names for single variables stand in env, and may hold a connection string', () => {
  const env = { DB_HOST: '$(PGHOST)', A_COPY: '$(DATABASE_URL)', POSTGRES_USER: '$(PGUSER)' };
  const variables = variablesWith(managed, { url: 'DATABASE_URL' }, env);
  expect(variables.get('DB_HOST')).toBe('database-pooler-rw');
  expect(variables.get('POSTGRES_USER')).toBe('secret $(PGUSER)');
  expect(variables.get('A_COPY')).toBe(variables.get('DATABASE_URL'));
});

test('no connection string is made that nothing asks for', () => {
  expect([...variablesWith(managed, {}).keys()].filter(name => name.endsWith('URL'))).toEqual([]);
});
