import fc from 'fast-check';

const databaseName = fc.constantFrom('shop', 'web-shop', 'on');

/** Extensions of a database. */
export const extensions = fc.uniqueArray(fc.constantFrom('pg_trgm', 'uuid-ossp', 'on'), { maxLength: 3 });

/** Databases next to `app`. */
export const databases = fc.dictionary(databaseName, fc.record({ extensions }, { requiredKeys: [] }));

/** Names of further Clusters and managed services. */
export const clusterName = fc.constantFrom('a', 'reports', 'on', 'web-data');

/** The forms in which an application gets what it uses, by the name of a database. */
export const connections = fc.dictionary(
  fc.oneof(fc.constant('database'), clusterName),
  fc.record(
    {
      name: databaseName,
      url: fc.constantFrom('DATABASE_URL', 'on', 'Z'),
      readUrl: fc.constantFrom('DATABASE_READ_URL', 'NULL'),
      jdbcUrl: fc.constantFrom('JDBC_DATABASE_URL', 'no'),
      direct: fc.boolean(),
      directUrl: fc.constantFrom('DIRECT_URL', 'off'),
      scheme: fc.constantFrom('postgres', 'postgresql+asyncpg'),
      query: fc.constantFrom('', '?ssl=true', '?sslmode=$(PGSSLMODE)&application_name=$(A)', '?a=%20%s&b="'),
    },
    { requiredKeys: [] },
  ),
);

interface Connection {
  readonly name?: string;
  readonly direct?: boolean;
  readonly directUrl?: string;
  readonly query?: string;
}

export type Connections = Readonly<Record<string, Connection>>;

/** What of a database connections depend on. */
interface Described {
  readonly databases?: object;
  readonly directConnections?: number;
}

/** Those of them that an application with these `uses` may have, where these databases are, each with its own variables. */
export function usableConnections(
  drawn: Connections | undefined,
  uses: readonly string[],
  all: Readonly<Record<string, Described>>,
): { connections?: object } {
  if (drawn === undefined) return {};
  const usable = Object.entries(drawn).flatMap(([used, connection]) => {
    const database = all[used];
    return database && uses.includes(used) ? [[used, usableConnection(used, connection, database)]] : [];
  });
  return { connections: Object.fromEntries(usable) };
}

function usableConnection(
  used: string,
  { name, direct = false, directUrl, ...forms }: Connection,
  { databases = {}, directConnections = 0 }: Described,
): object {
  const isThere = name !== undefined && Object.hasOwn(databases, name);
  const isDirect = direct && directConnections > 0;
  const ways = isDirect ? { direct, ...(directUrl !== undefined && { directUrl }) } : {};
  const suffix = used === 'database' ? '' : `_OF_${used.toUpperCase().replaceAll('-', '_')}`;
  const named = Object.entries({ ...forms, ...ways }).map(([key, value]) => {
    const isVariable = key.toLowerCase().endsWith('url');
    return [key, isVariable ? `${value}${suffix}` : withoutVariables(used, value)];
  });
  return { ...Object.fromEntries(named), ...(isThere && { name }) };
}

/** The variables of another database have other names. */
function withoutVariables(used: string, value: unknown): unknown {
  return used === 'database' || typeof value !== 'string' ? value : value.replace('$(PGSSLMODE)', 'prefer');
}

/** All databases of an environment by name. */
export function databasesOf({
  database,
  databases,
}: {
  readonly database?: object;
  readonly databases?: Readonly<Record<string, object>>;
}): Readonly<Record<string, object>> {
  return { ...databases, ...(database && { database }) };
}
