import type { Application } from '../application/application.ts';
import type { DatabaseConnection } from '../application/connection-strings.ts';
import { databasesOf, keyOfDatabase } from '../clusters.ts';
import { type DataServices, singleVariables } from '../connection-variables.ts';
import type { Database } from '../database.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import { byKey } from '../units/order.ts';
import type { Checking } from './checking.ts';

/** The keys of a connection whose value is the name of a variable. */
const namesOfVariables = ['url', 'readUrl', 'jdbcUrl', 'directUrl'] as const;

/** A connection string needs its connection, and a variable that nothing else sets. `others` are not databases. */
export function checkConnectionStrings(
  checking: Checking,
  path: Path,
  application: Application,
  services: DataServices,
  others: ReadonlySet<string>,
): void {
  if (!['connections', 'uses'].every(key => checking.isSound(...path, key))) return;
  const connections = byKey(application.connections);
  if (connections.length === 0) return;
  const taken = takenVariables(checking, path, application, services);
  const known = new Map(databasesOf(services));
  for (const [used, connection] of connections) {
    const here = [...path, 'connections', used];
    if (!application.uses.includes(used)) {
      checking.refuse(here, `found without ${show(used)} in uses; add it to uses, or remove this key`);
      continue;
    }
    if (others.has(used)) {
      checking.refuse(here, 'is not a database, and only databases have connection strings; remove this key');
      continue;
    }
    checkDirect(checking, here, connection, [used, known.get(used)]);
    checkVariablesOf(checking, here, connection, taken);
  }
}

/** No two connection strings are in one variable, and nothing else is. */
function checkVariablesOf(
  checking: Checking,
  path: Path,
  connection: DatabaseConnection,
  taken: Map<string, string>,
): void {
  for (const key of namesOfVariables) {
    const name = connection[key];
    if (name === undefined) continue;
    const owner = taken.get(name);
    if (owner !== undefined) {
      checking.refuse([...path, key], `found ${show(name)}, which ${owner} sets too; choose another name`);
    }
    taken.set(name, key);
  }
}

/** Who sets each variable of the container. */
function takenVariables(
  checking: Checking,
  path: Path,
  application: Application,
  services: DataServices,
): Map<string, string> {
  const single = singleVariables(application, services).map(name => [name, 'the connection'] as const);
  const written = (['env', 'secrets'] as const).flatMap(key =>
    checking.isSound(...path, key) ? Object.keys(application[key]).map(name => [name, key] as const) : [],
  );
  return new Map<string, string>([...single, ...written]);
}

/** The way past the poolers needs a primary of ours, and connections that nothing else uses. */
function checkDirect(
  checking: Checking,
  path: Path,
  { direct, directUrl }: DatabaseConnection,
  [name, database]: readonly [name: string, database: Database | undefined],
): void {
  if (!direct) {
    if (directUrl !== undefined) {
      checking.refuse(
        [...path, 'directUrl'],
        `found ${show(directUrl)} without the way that it describes; set direct: true, or remove this key`,
      );
    }
    return;
  }
  if (database?.external === true) {
    checking.refuse(
      [...path, 'direct'],
      'found true, but the database is external, and no pooler stands before it; remove this key, and use url',
    );
  }
  if (database?.external === false && database.directConnections === 0) {
    checking.refuse(
      [...path, 'direct'],
      `found true, but ${keyOfDatabase(name)}.directConnections is 0, so that PostgreSQL has no connections for it; set it to what all such pods open together`,
    );
  }
}
