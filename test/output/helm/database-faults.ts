import type { Values } from './chart.ts';

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
];
