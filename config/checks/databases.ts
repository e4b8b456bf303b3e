import type { Application } from '../application/application.ts';
import { firstDatabase, keyOfDatabase } from '../clusters.ts';
import type { Database, ManagedDatabase } from '../database.ts';
import { takenDatabaseNames } from '../databases.ts';
import { anyOf, didYouMean } from '../did-you-mean.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import { variablePrefix } from '../variable-prefix.ts';
import type { Checking } from './checking.ts';

/** Databases next to `app`, and the extensions of all of them. */
export function checkDatabases(
  checking: Checking,
  cluster: Path,
  { databases, extensions }: ManagedDatabase,
): void {
  const path = [...cluster, 'databases'];
  if (checking.isSound(...cluster, 'extensions')) {
    checkExtensions(checking, [...cluster, 'extensions'], extensions);
  }
  if (!checking.isPresent(...path)) return;
  for (const name of Object.keys(databases)) {
    const owner = Object.hasOwn(takenDatabaseNames, name) ? takenDatabaseNames[name] : undefined;
    if (owner !== undefined) {
      checking.refuse([...path, name], `is the name of ${owner}; choose another name`);
    }
    const here = [...path, name, 'extensions'];
    if (checking.isSound(...here)) checkExtensions(checking, here, databases[name]?.extensions ?? []);
  }
}

/** The operator reads the major version from the tag (cloudnative-pg `pkg/postgres/version.go`). */
export function checkDatabaseImage(
  checking: Checking,
  path: Path,
  { image, version }: ManagedDatabase,
): void {
  if (!checking.isSound(...path, 'image') || !checking.isSound(...path, 'version')) return;
  if (image === undefined || new RegExp(`^${version}(?![0-9])`).test(image.tag ?? '')) return;
  checking.refuse(
    [...path, 'image'],
    `found ${show(image.reference)}, expected a tag that begins with ${version}, the version of the database; name such an image, or change version`,
  );
}

/** The operator tells extensions apart by name: the CRD has a map of them. */
function checkExtensions(checking: Checking, path: Path, extensions: readonly string[]): void {
  for (const [index, name] of extensions.entries()) {
    if (extensions.indexOf(name) < index) {
      checking.refuse([...path, index], `found ${show(name)} a second time; remove one`);
    }
  }
}

/** The database that an application names must exist. */
export function checkDatabaseName(
  checking: Checking,
  path: Path,
  { connections }: Application,
  [cluster, database]: readonly [name: string, database: Database],
): void {
  const here = [...path, 'connections', cluster, 'name'];
  if (!checking.isSound(...path, 'connections')) return;
  const name = connections[cluster]?.name;
  if (name === undefined) return;
  const key = `${keyOfDatabase(cluster)}.databases.${name}`;
  const owner = cluster === firstDatabase ? 'the environment' : keyOfDatabase(cluster);
  const prefix = variablePrefix(cluster);
  const [inService, user, password] = ['PGDATABASE', 'PGUSER', 'PGPASSWORD'].map(it => `${prefix}${it}`);
  const found = `found ${show(name)}`;
  if (database.external) {
    checking.refuse(
      here,
      `${found}, but the database is external, and only its owner makes databases there; remove this key, and set ${inService} in env, ${user} and ${password} in secrets`,
    );
    return;
  }
  const names = Object.keys(database.databases).sort();
  if (names.includes(name)) return;
  if (names.length === 0) {
    checking.refuse(
      here,
      `${found}, but ${owner} has only the database "app"; add ${key} such as {}, or remove this key`,
    );
    return;
  }
  const meant = didYouMean(name, names);
  const fix = meant === undefined ? `add ${key}` : `did you mean ${show(meant)}?`;
  checking.refuse(here, `expected ${anyOf(names)}, ${found}; ${fix}`);
}
