import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const debianFolder = '/usr/lib/postgresql';

/** Folder with PostgreSQL's programs, the newest version that is installed. @throws when there is none. */
export function postgresFolder(): string {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder).map(Number) : [];
  const newest = versions.sort((a, b) => b - a)[0];
  if (newest !== undefined) return join(debianFolder, String(newest), 'bin');
  throw missing(`PostgreSQL in ${debianFolder}`, 'postgresql');
}

/** Path of PgBouncer. @throws when it is not installed. */
export function pgbouncerProgram(): string {
  const places = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/usr/local/bin/pgbouncer'];
  const found = places.find(existsSync);
  if (found !== undefined) return found;
  throw missing(`pgbouncer in ${places.join(', ')}`, 'pgbouncer');
}

function missing(what: string, package_: string): Error {
  return new Error(`test/cluster/database: found no ${what}; apt-get install ${package_}`);
}

/** Linux' user and group without rights, by number. */
const withoutRights = { uid: 65534, gid: 65534 };

/** Who runs the servers: neither PostgreSQL nor PgBouncer runs as root. Default: the user of the tests. */
export function unprivileged(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? withoutRights : undefined;
}
