import type { Application } from '../application/application.ts';
import type { Database, ManagedDatabase } from '../database.ts';
import { takenDatabaseNames } from '../databases.ts';
import { anyOf, didYouMean } from '../did-you-mean.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';

/** Databases next to `app`, and the extensions of all of them. */
export function checkDatabases(checking: Checking, { databases, extensions }: ManagedDatabase): void {
  const path = ['database', 'databases'];
  if (checking.isSound('database', 'extensions')) {
    checkExtensions(checking, ['database', 'extensions'], extensions);
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
export function checkDatabaseImage(checking: Checking, { image, version }: ManagedDatabase): void {
  if (!checking.isSound('database', 'image') || !checking.isSound('database', 'version')) return;
  if (image === undefined || new RegExp(`^${version}(?![0-9])`).test(image.tag ?? '')) return;
  checking.refuse(
    ['database', 'image'],
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
  database: Database | undefined,
): void {
  const here = [...path, 'connections', 'database', 'name'];
  if (!checking.isSound(...path, 'connections') || database === undefined) return;
  const name = connections.database?.name;
  if (name === undefined) return;
  const found = `found ${show(name)}`;
  if (database.external) {
    checking.refuse(
      here,
      `${found}, but the database is external, and only its owner makes databases there; remove this key, and set PGDATABASE in env, PGUSER and PGPASSWORD in secrets`,
    );
    return;
  }
  const names = Object.keys(database.databases).sort();
  if (names.includes(name)) return;
  if (names.length === 0) {
    checking.refuse(
      here,
      `${found}, but the environment has only the database "app"; add database.databases.${name} such as {}, or remove this key`,
    );
    return;
  }
  const meant = didYouMean(name, names);
  const fix = meant === undefined ? `add database.databases.${name}` : `did you mean ${show(meant)}?`;
  checking.refuse(here, `expected ${anyOf(names)}, ${found}; ${fix}`);
}
