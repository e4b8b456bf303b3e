/** Every form in which an application gets the database. */
export const databaseConnection = {
  name: 'shop',
  url: 'DATABASE_URL',
  readUrl: 'DATABASE_READ_URL',
  jdbcUrl: 'JDBC_DATABASE_URL',
  direct: true,
  directUrl: 'DIRECT_URL',
  scheme: 'postgresql',
  query: '?sslmode=verify-full&sslrootcert=$(PGSSLROOTCERT)',
};

/** Databases next to `app`. */
export const databases = { shop: { extensions: ['pg_trgm', 'btree_gin'] }, 'web-blog': {} };
