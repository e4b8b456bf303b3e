import fc from 'fast-check';

/** The forms in which an application gets what it uses. */
export const connections = fc.record(
  {
    database: fc.record(
      {
        url: fc.constantFrom('DATABASE_URL', 'on', 'Z'),
        readUrl: fc.constantFrom('DATABASE_READ_URL', 'NULL'),
        jdbcUrl: fc.constantFrom('JDBC_DATABASE_URL', 'no'),
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

/** Those of them that an application with these `uses` may have. */
export function usableConnections(
  drawn: { readonly database?: object } | undefined,
  uses: readonly string[],
): { connections?: object } {
  if (drawn === undefined) return {};
  const { database, ...rest } = drawn;
  return { connections: { ...rest, ...(uses.includes('database') && database && { database }) } };
}
