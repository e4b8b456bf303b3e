import fc from 'fast-check';

const databaseName = fc.constantFrom('shop', 'web-shop', 'on');

/** Extensions of a database. */
export const extensions = fc.uniqueArray(fc.constantFrom('pg_trgm', 'uuid-ossp', 'on'), { maxLength: 3 });

/** Databases next to `app`. */
export const databases = fc.dictionary(databaseName, fc.record({ extensions }, { requiredKeys: [] }));

/** The forms in which an application gets what it uses. */
export const connections = fc.record(
  {
    database: fc.record(
      {
        name: databaseName,
        url: fc.constantFrom('DATABASE_URL', 'on', 'Z'),
        readUrl: fc.constantFrom('DATABASE_READ_URL', 'NULL'),
        jdbcUrl: fc.constantFrom('JDBC_DATABASE_URL', 'no'),
        direct: fc.boolean(),
        directUrl: fc.constantFrom('DIRECT_URL', 'off'),
        scheme: fc.constantFrom('postgres', 'postgresql+asyncpg'),
        query: fc.constantFrom(
          '',
          '?ssl=true',
          '?sslmode=$(PGSSLMODE)&application_name=$(A)',
          '?a=%20%s&b="',
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

interface Drawn {
  readonly database?: { readonly name?: string; readonly direct?: boolean; readonly directUrl?: string };
}

/** What of a database connections depend on. */
interface Described {
  readonly databases?: object;
  readonly directConnections?: number;
}

/** Those of them that an application with these `uses` may have, where these databases are. */
export function usableConnections(
  drawn: Drawn | undefined,
  uses: readonly string[],
  { databases = {}, directConnections = 0 }: Described,
): { connections?: object } {
  if (drawn === undefined) return {};
  const { database, ...rest } = drawn;
  if (database === undefined || !uses.includes('database')) return { connections: rest };
  const { name, direct = false, directUrl, ...forms } = database;
  const isThere = name !== undefined && Object.hasOwn(databases, name);
  const isDirect = direct && directConnections > 0;
  const ways = isDirect ? { direct, ...(directUrl !== undefined && { directUrl }) } : {};
  return { connections: { ...rest, database: { ...forms, ...ways, ...(isThere && { name }) } } };
}
