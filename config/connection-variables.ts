import type { Application } from './application/application.ts';
import { type ConnectionString, databaseStrings } from './application/connection-strings.ts';
import { hasPaths } from './application/ports.ts';
import type { Cache } from './cache.ts';
import { type Caches, cacheOfEndpoint, cachesOf, firstCache } from './caches.ts';
import {
  type Databases,
  databasesOf,
  directHostVariable,
  firstDatabase,
  readHostVariable,
} from './clusters.ts';
import type { Database } from './database.ts';
import { variableName } from './units/text.ts';
import { variablePrefix } from './variable-prefix.ts';

/** The databases, the caches and the other applications that an application may use. */
export interface DataServices extends Databases, Caches {
  /** Names of all further databases, also of those whose descriptions have a fault. */
  readonly names?: ReadonlySet<string> | undefined;
  /** Applications by name. - one is missing: there is none, or its description has a fault. */
  readonly applications?: Readonly<Record<string, Spoken>> | undefined;
}

type Spoken = Pick<Application, 'protocol' | 'ports'>;

/** The name that leads to all pods of an application, for its own pods. */
export const peersVariable = 'PEERS_HOST';

const variablesOfEveryDatabase: readonly string[] = [
  'PGHOST',
  'PGPORT',
  'PGDATABASE',
  'PGUSER',
  'PGPASSWORD',
  'PGSSLMODE',
  'PGCONNECT_TIMEOUT',
];

/** The variables that libpq reads, for a database that runs here. */
export const variablesOfLibpq: readonly string[] = [...variablesOfEveryDatabase, 'PGSSLROOTCERT'];

/** Of an endpoint and of every managed service. */
const variablesOfPlainCache = ['REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD', 'REDIS_URL'];

/** The file with the authority of a cache that speaks TLS. */
const authorityVariable = 'REDIS_TLS_CA_FILE';

const variablesOfSentinel = ['REDIS_SENTINELS', 'REDIS_MASTER_NAME', 'REDIS_PASSWORD', authorityVariable];

/** Of a cache where each application has a user. */
const userVariable = 'REDIS_USERNAME';

/**
 * Names of the environment variables that an application gets for what it uses. `charts/network/graph/` sets their
 * values; a test compares both.
 */
export function connectionVariables(application: Application, services: DataServices): string[] {
  const strings = stringsOf(application, services).map(({ name }) => name);
  return [...singleVariables(application, services), ...strings];
}

/** The same without connection strings. */
export function singleVariables({ uses, peers, connections }: Application, services: DataServices): string[] {
  const ofUses = uses.flatMap(used => {
    const database = databaseOf(services, used);
    if (database) {
      const direct = connections[used]?.direct === true ? [directHostVariable(used)] : [];
      return [...databaseVariables(used, database), ...direct];
    }
    return variablesOfCache(services, used) ?? applicationVariables(used, services.applications?.[used]);
  });
  return Object.keys(peers).length > 0 ? [...ofUses, peersVariable] : ofUses;
}

/** Those of a connection to another application. - undefined: it speaks HTTP, as by default. */
function applicationVariables(name: string, target: Spoken | undefined): string[] {
  const prefix = variableName(name);
  if (target === undefined) return [`${prefix}_URL`];
  const isUrl = hasPaths(target);
  const named = Object.keys(target.ports).map(port => `${prefix}_PORT_${variableName(port)}`);
  return [
    isUrl ? `${prefix}_URL` : `${prefix}_PORT`,
    ...(isUrl && named.length === 0 ? [] : [`${prefix}_HOST`]),
    ...named,
  ];
}

/** The connection strings that an application gets. */
export function stringsOf({ uses, connections }: Application, services: DataServices): ConnectionString[] {
  return uses.flatMap(used => {
    const database = databaseOf(services, used);
    return database ? databaseStrings(used, connections[used], database.external !== true) : [];
  });
}

/** Whether a database is external; one with a fault in its description counts as managed. */
type Kind = Pick<Database, 'external'>;

function databaseOf(services: DataServices, name: string): Kind | undefined {
  const database = databasesOf(services).find(([other]) => other === name)?.[1];
  const isKnown = name === firstDatabase || services.names?.has(name);
  return database ?? (isKnown ? { external: false } : undefined);
}

/** The single variables of a connection to a database. */
export function databaseVariables(name: string, { external }: Kind): string[] {
  const prefix = variablePrefix(name);
  const ofLibpq = external ? variablesOfEveryDatabase : variablesOfLibpq;
  return [...ofLibpq.map(variable => `${prefix}${variable}`), readHostVariable(name)];
}

/** The variables of a connection to a cache or its endpoint; undefined for another name. */
function variablesOfCache(services: DataServices, used: string): string[] | undefined {
  const caches = new Map<string, Cache | undefined>([[firstCache, undefined], ...cachesOf(services)]);
  const name = caches.has(used) ? used : (cacheOfEndpoint(used) ?? used);
  if (!caches.has(name)) return undefined;
  const cache = caches.get(name);
  const users = cache?.external === false && cache.users !== undefined ? [userVariable] : [];
  const isPlain = used !== name || cache?.external === true;
  const isTls = used !== name && cache?.external === false && cache.endpoint?.tls === true;
  const variables = [
    ...users,
    ...(isPlain ? variablesOfPlainCache : variablesOfSentinel),
    ...(isTls ? [authorityVariable] : []),
  ];
  return variables.map(variable => `${variablePrefix(name)}${variable}`);
}
