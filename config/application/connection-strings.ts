import { z } from 'zod';
import { directHostVariable, readHostVariable } from '../clusters.ts';
import { environmentVariableName } from '../units/environment-variable.ts';
import { expected } from '../units/expected.ts';
import { freeText } from '../units/free-text.ts';
import { objectName } from '../units/names.ts';
import { variablePrefix } from '../variable-prefix.ts';

/** The scheme of a URL (RFC 3986, 3.1), as clients write it: `postgres`, `postgresql+asyncpg`. */
const scheme = z.string().regex(/^[a-z][a-z0-9+.-]*$/, {
  error: expected('the scheme of a URL such as postgres, without ://'),
});

/** The query of a URL with its question mark, or nothing. */
const query = freeText.regex(/^(\?[^#\s]*)?$/, {
  error: expected('a query such as ?sslmode=verify-full, or "" for none'),
});

const database = z.strictObject({
  name: objectName.optional().meta({
    description:
      'Its database, one of `database.databases`; applications that name the same one share it. Default: `app`.',
  }),
  url: environmentVariableName.optional().meta({
    description:
      'Variable that gets the URL of the database, through the pooler: `postgres://user:password@host:port/database?…`. Default: none.',
  }),
  readUrl: environmentVariableName.optional().meta({
    description: 'Variable that gets the same URL for reads: that of the replicas. Default: none.',
  }),
  jdbcUrl: environmentVariableName.optional().meta({
    description:
      'Variable that gets `jdbc:postgresql://host:port/database?…`, without user and password. Default: none.',
  }),
  direct: z.boolean().default(false).meta({
    description:
      'Whether it may also connect past the poolers, to the primary: for migrations, LISTEN, advisory locks. Its host is in DATABASE_DIRECT_HOST.',
  }),
  directUrl: environmentVariableName.optional().meta({
    description: 'Variable that gets the URL past the poolers; needs `direct`. Default: none.',
  }),
  scheme: scheme.default('postgres').meta({
    description: 'Scheme of these URLs but `jdbcUrl`, such as postgres or postgresql+asyncpg.',
  }),
  query: query.optional().meta({
    description:
      'Query of the URLs, with its question mark; `$(NAME)` stands for a variable. Default: `sslmode` and `sslrootcert`, as libpq reads them.',
  }),
});

/** The forms in which an application gets what it connects to. */
export const connectionStrings = {
  connections: z
    .record(
      objectName,
      database.meta({
        description:
          'Which database in a Cluster it uses, and connection strings to it. Default: `app`, by the variables PGHOST, PGUSER ….',
      }),
    )
    .default({})
    .meta({
      description:
        'Forms in which it gets its connections, by their names in `uses`, next to their single variables. Default: no others.',
    }),
};

/** The variable of a connection string, and its text of references to other variables. */
export interface ConnectionString {
  readonly name: string;
  readonly value: string;
}

/** What an application says of its connection to a database. */
export type DatabaseConnection = z.output<typeof database>;

/**
 * The connection strings to a database. The kubelet puts the values in, so no password is in a manifest.
 *
 * `isVerified` says whether there is the certificate of an authority, PGSSLROOTCERT.
 */
export function databaseStrings(
  database: string,
  connection: DatabaseConnection | undefined,
  isVerified: boolean,
): ConnectionString[] {
  if (connection === undefined) return [];
  const prefix = variablePrefix(database);
  const [mode, authority] = [`sslmode=$(${prefix}PGSSLMODE)`, `sslrootcert=$(${prefix}PGSSLROOTCERT)`];
  const libpq = isVerified ? `?${mode}&${authority}` : `?${mode}`;
  const { url, readUrl, jdbcUrl, directUrl, scheme, query = libpq } = connection;
  const at = (host: string) => `$(${host}):$(${prefix}PGPORT)/$(${prefix}PGDATABASE)${query}`;
  const as = `${scheme}://$(${prefix}PGUSER):$(${prefix}PGPASSWORD)@`;
  const host = `${prefix}PGHOST`;
  return [
    ...(url === undefined ? [] : [{ name: url, value: `${as}${at(host)}` }]),
    ...(readUrl === undefined ? [] : [{ name: readUrl, value: `${as}${at(readHostVariable(database))}` }]),
    ...(directUrl === undefined
      ? []
      : [{ name: directUrl, value: `${as}${at(directHostVariable(database))}` }]),
    ...(jdbcUrl === undefined ? [] : [{ name: jdbcUrl, value: `jdbc:postgresql://${at(host)}` }]),
  ];
}
