import { firstDatabase, pathOfDatabase } from '../clusters.ts';
import type { Database } from '../database.ts';
import type { EnvironmentFields } from '../fields.ts';
import type { Checking } from './checking.ts';
import { checkDatabase } from './data.ts';
import { checkDatabaseImage, checkDatabases } from './databases.ts';
import { beginsWith, faultOfTakenName } from './names.ts';

/**
 * Most characters of the name of a database: the operator adds `-pooler-rw` for a Deployment, and the names of pods add 22.
 * Kubernetes would shorten a longer one, and alerts find poolers by the names of their pods.
 */
export const longestDatabaseName = 30;

/** Checks `database` and each of `databases`. */
export function checkClusters(checking: Checking, environment: EnvironmentFields): void {
  const { database } = environment;
  if (checking.isPresent(firstDatabase) && database) checkCluster(checking, firstDatabase, database);
  if (!checking.isPresent('databases')) return;
  const names = Object.keys(environment.databases);
  const caches = checking.keysOf(environment.caches ?? {}, 'caches');
  for (const [name, further] of Object.entries(environment.databases)) {
    if (!checking.isPresent('databases', name)) continue;
    checkName(checking, name, names, caches);
    checkCluster(checking, name, further);
  }
}

/** Those of `databases` whose descriptions have no fault. */
export function soundDatabases(
  checking: Checking,
  { databases }: EnvironmentFields,
): Record<string, Database> {
  if (!checking.isPresent('databases')) return {};
  return Object.fromEntries(
    Object.entries(databases).filter(([name]) => checking.isSound('databases', name)),
  );
}

function checkCluster(checking: Checking, name: string, database: Database): void {
  if (database.external) return;
  const path = pathOfDatabase(name);
  checkDatabase(checking, path, database);
  checkDatabases(checking, path, database);
  checkDatabaseImage(checking, path, database);
}

/** The objects of a database have its name, or begin with it. */
function checkName(
  checking: Checking,
  name: string,
  names: readonly string[],
  caches: readonly string[],
): void {
  const path = ['databases', name];
  const taken = faultOfTakenName(name);
  const cache = caches.find(other => beginsWith(other, name) || beginsWith(name, other));
  const outer = names.find(other => other !== name && beginsWith(name, other));
  if (taken !== undefined) {
    checking.refuse(path, taken);
  } else if (outer !== undefined) {
    const fix = `choose a name that does not begin with ${outer}-`;
    checking.refuse(path, `is reserved for objects of databases.${outer}; ${fix}`);
  } else if (cache !== undefined) {
    checking.refuse(
      path,
      `begins like caches.${cache}, so that their objects may have the same names; rename one of the two`,
    );
  } else if (name.length > longestDatabaseName) {
    checking.refuse(
      path,
      `has ${name.length} characters, expected at most ${longestDatabaseName}, since Kubernetes shortens longer names of poolers' pods; shorten it`,
    );
  }
}
