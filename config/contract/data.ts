import { databaseVariables } from '../connection-variables.ts';
import { referencesIn } from '../units/references.ts';
import type { Asked, Expectation } from './expectation.ts';

/** What defaults expect of an image that uses a database or a cache. */
export const dataExpectations = {
  'database-variables': {
    section: 'PostgreSQL',
    must: 'read PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD',
    keys: ['url', 'readUrl', 'jdbcUrl', 'directUrl'].map(key => `applications.*.connections.database.${key}`),
    write: 'connections.database.url or env such as DB_HOST: $(PGHOST)',
    applies: asked => usesDatabase(asked) && !refersTo(asked, databaseVariables(asked.environment.database)),
  },
  'database-authority': {
    section: 'PostgreSQL',
    must: 'connect with TLS, and check it by the authority in PGSSLROOTCERT',
    keys: ['applications.*.connections.database.query'],
    write: 'connections.database.query with another sslmode',
    applies: asked => usesDatabase(asked) && asked.environment.database?.external === false,
  },
  pooling: {
    section: 'PostgreSQL',
    must: 'be ready for a pooler that changes the connection between transactions',
    keys: ['applications.*.connections.database.direct', 'database.pooler.mode'],
    applies: asked => usesDatabase(asked) && asked.environment.database?.external === false,
  },
  sentinel: {
    section: 'Valkey',
    must: 'speak Sentinel and TLS, by REDIS_SENTINELS, REDIS_MASTER_NAME and REDIS_TLS_CA_FILE',
    keys: [],
    write: 'cache-endpoint in uses, and cache.endpoint',
    applies: ({ application, environment }) =>
      application.uses.includes('cache') && environment.cache?.external === false,
  },
  'cache-variables': {
    section: 'Valkey',
    must: 'read REDIS_URL, or REDIS_HOST, REDIS_PORT and REDIS_PASSWORD',
    keys: [],
    write: 'env such as CACHE_URL: $(REDIS_URL)',
    applies: asked => usesPlainCache(asked) && !refersTo(asked, ['REDIS_URL', 'REDIS_HOST']),
  },
  eviction: {
    section: 'Valkey',
    must: 'live with a cache that forgets keys when its memory is full',
    keys: ['cache.profile'],
    applies: ({ application, environment }) =>
      ['cache', 'cache-endpoint'].some(used => application.uses.includes(used)) &&
      environment.cache?.external === false,
  },
} as const satisfies Record<string, Expectation>;

function usesDatabase({ application }: Asked): boolean {
  return application.uses.includes('database');
}

function usesPlainCache({ application: { uses }, environment: { cache } }: Asked): boolean {
  return uses.includes('cache-endpoint') || (uses.includes('cache') && cache?.external === true);
}

/** Whether another variable gets the value of one of these, such as `DB_HOST: $(PGHOST)`. */
function refersTo(
  { application: { env, args = [], command = [] } }: Asked,
  names: readonly string[],
): boolean {
  const texts = [...Object.values(env), ...args, ...command];
  return texts.flatMap(referencesIn).some(name => names.includes(name));
}
