import { SeparateDatabases } from './separate-databases.ts';

const names = ['shop', 'web-blog', 'app'] as const;
const strangers = names.flatMap(role =>
  [...names, 'postgres'].filter(database => database !== role).map(database => [role, database] as const),
);

let databases: SeparateDatabases;

beforeAll(async () => {
  databases = await SeparateDatabases.create(['shop', 'web-blog']);
  for (const name of names) {
    await databases.as({ role: name, database: name }, `CREATE TABLE orders AS SELECT '${name}' AS owner`);
  }
});

afterAll(() => databases?.dispose());

test.each(names)('%s reads and writes its own database, directly and through PgBouncer', async name => {
  const login = { role: name, database: name };
  expect(await databases.as(login, 'SELECT owner FROM orders')).toBe(name);
  expect(await databases.as({ ...login, isPooled: true }, 'SELECT owner FROM orders')).toBe(name);
});

test.each(strangers)('%s cannot connect to %s', async (role, database) => {
  const refused = databases.as({ role, database }, 'SELECT owner FROM orders');
  await expect(refused).rejects.toThrow(/pg_hba\.conf rejects connection/);
});

test('PgBouncer does not let a role into the database of another one', async () => {
  const refused = databases.as({ role: 'shop', database: 'web-blog', isPooled: true }, 'SELECT 1');
  await expect(refused).rejects.toThrow(/pg_hba\.conf rejects connection/);
});

test('no grant opens a database to another role', async () => {
  await databases.asSuperuser('web-blog', 'GRANT CONNECT ON DATABASE "web-blog" TO shop');
  await databases.asSuperuser('web-blog', 'GRANT SELECT ON orders TO shop');
  const refused = databases.as({ role: 'shop', database: 'web-blog' }, 'SELECT owner FROM orders');
  await expect(refused).rejects.toThrow(/pg_hba\.conf rejects connection/);
});

test('nothing connects without TLS, the owner neither', async () => {
  const refused = databases.as({ role: 'shop', database: 'shop', sslmode: 'disable' }, 'SELECT 1');
  await expect(refused).rejects.toThrow(/pg_hba\.conf rejects connection .* no encryption/);
});

test('the user of the poolers still looks up passwords in the database postgres', async () => {
  expect(await databases.asPooler('postgres', 'SELECT current_user')).toBe('cnpg_pooler_pgbouncer');
});

test('an extension of a database is in it, and in no other', async () => {
  const installed = "SELECT count(*) FROM pg_extension WHERE extname = 'citext'";
  expect(await databases.as({ role: 'shop', database: 'shop' }, installed)).toBe('1');
  expect(await databases.as({ role: 'app', database: 'app' }, installed)).toBe('0');
});

test('without the rules of the Cluster any role would enter any database', async () => {
  await databases.useRules('of the operator alone');
  try {
    const tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
    expect(await databases.as({ role: 'app', database: 'shop' }, tables)).toBe('orders');
  } finally {
    await databases.useRules('of the Cluster');
  }
});
