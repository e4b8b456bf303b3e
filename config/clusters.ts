import type { Database, ManagedDatabase } from './database.ts';
import type { Path } from './path.ts';
import { operation } from './units/operation.ts';
import { byKey } from './units/order.ts';
import { variableName } from './units/text.ts';

/** Name of the first database, and of its Cluster; a reserved object name, so no application can take it. */
export const firstDatabase = 'database';

/** What an environment says of its databases. */
export interface Databases {
  /** - there is none, or its description has a fault. */
  readonly database?: Database | undefined;
  /** Further ones, by name. - none, or one of their descriptions has a fault. */
  readonly databases?: Readonly<Record<string, Database>> | undefined;
}

/** A database that CloudNativePG runs, with the name of its Cluster. */
export type NamedCluster = readonly [name: string, database: ManagedDatabase];

/** Every database by name, sorted. */
export function databasesOf({ database, databases }: Databases): [name: string, database: Database][] {
  return byKey({ ...databases, ...(database && { [firstDatabase]: database }) });
}

/** Those that CloudNativePG runs. */
export function clustersOf(environment: Databases): NamedCluster[] {
  return databasesOf(environment).flatMap(([name, database]): NamedCluster[] =>
    database.external ? [] : [[name, database]],
  );
}

/** A regular expression of the names of all Clusters, each with a suffix: asked of all that an environment has. */
export const clusterPattern = operation(
  'clusterPattern',
  (clusters: readonly NamedCluster[], suffix: string) =>
    clusters.map(([name]) => `${name}${suffix}`).join('|'),
);

/** The names of the databases next to `database`, sorted: asked of `databases`. */
export const furtherNames = operation('furtherNames', ({ databases = {} }: Databases) =>
  byKey(databases).map(([name]) => name),
);

/** Whether a name is that of `database`. */
export const isFirstDatabase = operation('isFirstDatabase', (name: string) => name === firstDatabase);

/** The key of a database in an environment file: `database`, or `databases.reports`. */
export const keyOfDatabase = operation('keyOfDatabase', (name: string) =>
  name === firstDatabase ? firstDatabase : `databases.${name}`,
);

/** The path of that key. */
export function pathOfDatabase(name: string): Path {
  return name === firstDatabase ? [firstDatabase] : ['databases', name];
}

/** A database as alerts call it: `the database`, or `the database reports`. */
export const titleOfDatabase = operation('titleOfDatabase', (name: string) =>
  name === firstDatabase ? 'the database' : `the database ${name}`,
);

/** The host for reads. */
export function readHostVariable(database: string): string {
  return `${variableName(database)}_READ_HOST`;
}

/** The host of the primary, past the poolers. */
export function directHostVariable(database: string): string {
  return `${variableName(database)}_DIRECT_HOST`;
}
