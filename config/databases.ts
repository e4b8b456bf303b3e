import { z } from 'zod';
import { expected } from './units/expected.ts';
import { objectName } from './units/names.ts';

/** Extensions of a database, by their names in PostgreSQL: `pg_trgm`, `uuid-ossp`. */
export const extensions = z
  .array(
    z.string().regex(/^[a-z_][-a-z0-9_]{0,62}$/, {
      error: expected('the name of an extension in lowercase, such as pg_trgm or vector'),
    }),
  )
  .default([]);

/** What a database of an application has. */
const furtherDatabase = z.strictObject({
  extensions: extensions.meta({
    description: 'Extensions of this database, each after those that it needs. Default: none.',
  }),
});

/** Databases next to `app`, each with a role of the same name as its owner. */
export const databases = z.record(objectName, furtherDatabase);

/**
 * Names that PostgreSQL, CloudNativePG or PgBouncer use for their databases or roles. Source: cloudnative-pg
 * `api/v1/database_types.go`, `pkg/postgres/roles.go`; PgBouncer's console is a database `pgbouncer`.
 */
export const takenDatabaseNames: Readonly<Record<string, string>> = {
  app: 'the database that is always there',
  postgres: 'the database of the superuser',
  template0: 'a template of PostgreSQL',
  template1: 'a template of PostgreSQL',
  pgbouncer: 'the console of PgBouncer',
};
