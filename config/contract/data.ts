import type { Cache } from '../cache.ts';
import { cacheOfEndpoint, cachesOf, endpointName, firstCache, keyOfCache } from '../caches.ts';
import { databasesOf, keyOfDatabase } from '../clusters.ts';
import { singleVariables } from '../connection-variables.ts';
import { referencesIn } from '../units/references.ts';
import type { Asked, Expectation } from './expectation.ts';
import { listed } from './listed.ts';

/** What defaults expect of an image that uses a database or a cache, each of them apart. */
export const dataExpectations = {
  'database-variables': {
    section: 'PostgreSQL',
    must: asked => `read ${listed(variablesOf(asked, /PG(HOST|PORT|DATABASE|USER|PASSWORD)$/))}`,
    keys: ({ used }) =>
      ['url', 'readUrl', 'jdbcUrl', 'directUrl'].map(key => `applications.*.connections.${used}.${key}`),
    write: asked =>
      `connections.${asked.used}.url or env such as DB_HOST: $(${variablesOf(asked, /PGHOST$/).join('')})`,
    uses: databasesUsed,
    applies: asked => !refersToOne(asked),
  },
  'database-authority': {
    section: 'PostgreSQL',
    must: asked =>
      `connect with TLS, and check it by the authority in ${variablesOf(asked, /PGSSLROOTCERT$/).join('')}`,
    keys: ({ used }) => [`applications.*.connections.${used}.query`],
    write: ({ used }) => `connections.${used}.query with another sslmode`,
    uses: databasesUsed,
    applies: runsHere,
  },
  pooling: {
    section: 'PostgreSQL',
    must: 'be ready for a pooler that changes the connection between transactions',
    keys: ({ used = '' }) => [
      `applications.*.connections.${used}.direct`,
      `${keyOfDatabase(used)}.pooler.mode`,
    ],
    uses: databasesUsed,
    applies: runsHere,
  },
  sentinel: {
    section: 'Valkey',
    must: asked =>
      `speak Sentinel and TLS, by ${listed(variablesOf(asked, /REDIS_(SENTINELS|MASTER_NAME|TLS_CA_FILE)$/))}`,
    keys: [],
    write: ({ used = firstCache }) => `${endpointName(used)} in uses, and ${keyOfCache(used)}.endpoint`,
    uses: cachesUsed,
    applies: asked => !isPlain(asked),
  },
  'cache-variables': {
    section: 'Valkey',
    must: asked =>
      `read ${variablesOf(asked, /REDIS_URL$/).join('')}, or ${listed(variablesOf(asked, /REDIS_(HOST|PORT|PASSWORD)$/))}`,
    keys: [],
    write: asked => `env such as CACHE_URL: $(${variablesOf(asked, /REDIS_URL$/).join('')})`,
    uses: cachesUsed,
    applies: asked => isPlain(asked) && !refersToOne(asked),
  },
  'cache-authority': {
    section: 'Valkey',
    must: asked =>
      `connect with TLS, and check it by the authority in ${variablesOf(asked, /REDIS_TLS_CA_FILE$/).join('')}`,
    keys: [],
    write: asked => `${keyOfCache(nameOfCache(asked))}.endpoint with a reason in place of tls`,
    uses: cachesUsed,
    applies: asked => isPlain(asked) && variablesOf(asked, /REDIS_TLS_CA_FILE$/).length > 0,
  },
  eviction: {
    section: 'Valkey',
    must: 'live with a cache that forgets keys when its memory is full',
    keys: asked => [`${keyOfCache(nameOfCache(asked))}.profile`],
    uses: cachesUsed,
    applies: asked => cacheBehind(asked)?.external === false,
  },
} as const satisfies Record<string, Expectation>;

/** The databases that it uses, by their names in `uses`. */
export function databasesUsed({ application, environment }: Asked): string[] {
  const names = databasesOf(environment).map(([name]) => name);
  return application.uses.filter(used => names.includes(used));
}

/** Whether the database that is asked about is not a managed service. */
function runsHere({ environment, used }: Asked): boolean {
  return databasesOf(environment).some(([name, { external }]) => name === used && !external);
}

/** The caches that it uses, by their words in `uses`: also through their endpoints. */
export function cachesUsed({ application, environment }: Asked): string[] {
  return application.uses.filter(used => cacheBehind({ application, environment, used }) !== undefined);
}

/** The name of a cache that is used, also through its endpoint. */
function nameOfCache({ used = '' }: Asked): string {
  return cacheOfEndpoint(used) ?? used;
}

function cacheBehind(asked: Asked): Cache | undefined {
  return cachesOf(asked.environment).find(([name]) => name === nameOfCache(asked))?.[1];
}

/** Whether it is one address without Sentinel, with TLS or without. */
function isPlain(asked: Asked): boolean {
  return asked.used !== nameOfCache(asked) || cacheBehind(asked)?.external === true;
}

/** The variables of what is used, as far as they match. */
function variablesOf({ application, environment, used = '' }: Asked, pattern: RegExp): string[] {
  const only = { ...application, uses: [used], peers: {} };
  return singleVariables(only, environment).filter(name => pattern.test(name));
}

/** Whether something else gets the value of one of these variables, such as `DB_HOST: $(PGHOST)`. */
function refersToOne(asked: Asked): boolean {
  const { env, args = [], command = [] } = asked.application;
  const names = variablesOf(asked, /(HOST|_URL)$/);
  const texts = [...Object.values(env), ...args, ...command];
  return texts.flatMap(referencesIn).some(name => names.includes(name));
}
