import type { Application } from './application.ts';
import type { Cache } from './cache.ts';
import type { Database } from './database.ts';
import { variableName } from './units/text.ts';

/** What an application may use, as far as its environment describes it. */
export interface DataServices {
  /** - none, or not understood. */
  readonly database?: Database | undefined;
  /** - none, or not understood. */
  readonly cache?: Cache | undefined;
}

const ofEveryDatabase = [
  'PGHOST',
  'PGPORT',
  'PGDATABASE',
  'PGUSER',
  'PGPASSWORD',
  'PGSSLMODE',
  'PGCONNECT_TIMEOUT',
  'DATABASE_READ_HOST',
];

/**
 * Names of the environment variables that an application is given for what it uses. The connections of
 * `charts/network/graph/` give their values; a test compares both.
 */
export function connectionVariables({ uses }: Application, services: DataServices): string[] {
  return uses.flatMap(used => {
    if (used === 'database') return databaseVariables(services.database);
    if (used === 'cache') return cacheVariables(services.cache);
    return [`${variableName(used)}_URL`];
  });
}

function databaseVariables(database: Database | undefined): string[] {
  return database?.external === true ? ofEveryDatabase : [...ofEveryDatabase, 'PGSSLROOTCERT'];
}

function cacheVariables(cache: Cache | undefined): string[] {
  return cache?.external === true
    ? ['REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD']
    : ['REDIS_SENTINELS', 'REDIS_MASTER_NAME', 'REDIS_PASSWORD', 'REDIS_TLS_CA_FILE'];
}
