/** Every form in which an application gets the database. */
export const databaseConnection = {
  url: 'DATABASE_URL',
  readUrl: 'DATABASE_READ_URL',
  jdbcUrl: 'JDBC_DATABASE_URL',
  scheme: 'postgresql',
  query: '?sslmode=verify-full&sslrootcert=$(PGSSLROOTCERT)',
};
