import type { Values } from './chart.ts';

/** A managed service. */
const further = {
  external: true,
  host: 'db.example.com',
  port: 5432,
  network: '10.0.0.0/8',
  database: 'app',
  secret: 'further',
};

const web = (value: Values): Values => ({ applications: { web: value } });

/** Faults of databases and of the connections to them, as those of `refused.test.ts`. */
export const databaseFaults: readonly (readonly [what: string, values: Values, named: string])[] = [
  [
    'a connection string without its connection',
    web({ uses: ['cache'], connections: { database: { url: 'DATABASE_URL', direct: false, scheme: 'a' } } }),
    'applications.web.connections.database',
  ],
  [
    'a connection string in a variable that is set',
    web({
      env: { DATABASE_URL: 'a' },
      connections: { database: { url: 'DATABASE_URL', direct: false, scheme: 'a' } },
    }),
    'applications.web.connections.database.url',
  ],
  [
    'a connection string that refers to no variable',
    web({
      connections: { database: { url: 'DATABASE_URL', direct: false, scheme: 'a', query: '?a=$(NO)' } },
    }),
    'applications.web.connections.database.query',
  ],
  [
    'a database that is not there',
    web({ connections: { database: { name: 'shop', direct: false, scheme: 'a' } } }),
    'applications.web.connections.database.name',
  ],
  [
    'a database of the superuser',
    { database: { databases: { postgres: { extensions: [] } } } },
    'database.databases.postgres',
  ],
  ['an extension twice', { database: { extensions: ['citext', 'citext'] } }, 'database.extensions'],
  [
    'an extension twice in a further database',
    { database: { databases: { shop: { extensions: ['citext', 'citext'] } } } },
    'database.databases.shop.extensions',
  ],
  [
    'a way past the poolers without connections',
    web({ connections: { database: { direct: true, scheme: 'a' } } }),
    'applications.web.connections.database.direct',
  ],
  [
    'a URL of a way that is closed',
    web({ connections: { database: { directUrl: 'A', direct: false, scheme: 'a' } } }),
    'applications.web.connections.database.directUrl',
  ],
  ['an image of another version', { database: { image: 'registry/postgis:16-3.5' } }, 'database.image'],
  [
    'a further database with a name of the first',
    { databases: { 'database-two': further } },
    'databases.database-two',
  ],
  [
    'a further database below another one',
    { databases: { reports: further, 'reports-old': further } },
    'databases.reports-old',
  ],
  [
    'a further database with a long name',
    { databases: { 'reports-of-the-whole-wide-world': further } },
    'databases.reports-of-the-whole-wide-world',
  ],
  ['an application like a further database', { databases: { web: further } }, 'applications.web'],
  [
    'connection strings of a cache',
    web({ uses: ['cache'], connections: { cache: { url: 'CACHE_URL', direct: false, scheme: 'a' } } }),
    'applications.web.connections.cache',
  ],
];
