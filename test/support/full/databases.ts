import type { EnvironmentInput } from '../../../config/environment.ts';

type Managed = Exclude<EnvironmentInput['database'], undefined | { external: true }>;

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
const databases = { shop: { extensions: ['pg_trgm', 'btree_gin'] }, 'web-blog': {} };

/** Everything that a database that runs here may say. */
export function fullDatabase(name: string, placement: Partial<Managed>): Managed {
  return {
    instances: 3,
    dataDurability: 'required' as const,
    version: 17,
    storage: '100Gi' as const,
    walStorage: '20Gi' as const,
    resources: { requests: { cpu: '1', memory: '4Gi' }, limits: { cpu: '2', memory: '4Gi' } },
    pooler: { instances: 2, mode: 'transaction' as const, maxClientConnections: 1000, poolSize: 20 },
    image: 'ghcr.io/cloudnative-pg/postgis:17-3.6-system-trixie',
    sharedPreloadLibraries: ['pg_cron'],
    directConnections: 20,
    extensions: ['citext'],
    databases,
    parameters: { work_mem: '8MB' },
    backup: {
      destination: `s3://backups/${name}`,
      endpoint: 'https://s3.example.com',
      cidrs: ['198.51.100.0/24'],
      schedule: '0 0 2 * * *',
      retention: '30d' as const,
      secret: 'object-store',
      maxAge: '40h',
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '1Gi' } },
    },
    identity: { 'example.com/role': name },
    ...placement,
  };
}

/** Everything that a managed service may say. */
export const fullExternal = {
  external: true as const,
  host: 'db.example.com',
  readHost: 'read.example.com',
  port: 5432,
  network: '10.0.0.0/8',
  database: 'app',
  secret: 'managed-database',
};
