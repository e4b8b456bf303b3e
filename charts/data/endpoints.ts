import type { ManagedDatabase } from '../../config/database.ts';
import { ofMajor } from '../../config/units/text.ts';

/** Name of the Cluster; `database` is a reserved object name, so no application can take it. */
export const clusterName = 'database';

/** Name of the ObjectStore that holds base backups and WAL. */
export const objectStoreName = 'database-backup';

/** The keys of a backup's Secret, in the words of `ObjectStore`. */
export const backupKeys = { id: 'ACCESS_KEY_ID', secret: 'ACCESS_SECRET_KEY' } as const;

/**
 * Folder of the object store that holds the archive of one major version, and name of the ScheduledBackup that fills it.
 *
 * pg_upgrade begins a new database system on timeline 1. In the folder of the old version its history files would
 * replace those of the old system, and replicas fail with "requested timeline is not a child of this server's history"
 * (CloudNativePG, PostgreSQL upgrades; cloudnative-pg issue 8426).
 */
export function archiveName({ version }: ManagedDatabase): string {
  return ofMajor(clusterName, version);
}

/** Which instances a pooler sends its clients to: the primary, or the replicas. */
export type PoolerType = 'rw' | 'ro';

/** Port of PostgreSQL on instances and of PgBouncer on poolers. Source: cloudnative-pg `pkg/management/pgbouncer/config/config.go`. */
export const databasePort = 5432;

/** Ports that carry no SQL. Source: cloudnative-pg `pkg/management/url/url.go`. */
export const instanceStatusPort = 8000;
export const instanceMetricsPort = 9187;
export const poolerMetricsPort = 9127;

/** Names of the ports that hold metrics, as the operator writes them into the pods. */
export const metricsPortName = 'metrics';

/**
 * Pods by what they do, whatever their Cluster is called. A restore is always a new Cluster with another name: what
 * lets pods speak or be watched names the role alone, so that it holds for that one too.
 *
 * Source: cloudnative-pg `pkg/utils/labels_annotations.go`, `pkg/specs/{pods,jobs}.go`.
 */
export const instanceRole = { 'cnpg.io/podRole': 'instance' } as const;
export const poolerRole = { 'cnpg.io/podRole': 'pooler' } as const;

/** Jobs that bring an instance up carry no `cnpg.io/podRole`, but this key: `initdb`, `join`, `full-recovery`. */
export const jobRoleKey = 'cnpg.io/jobRole';

/**
 * Instances and the Jobs that bring them up, whatever their role: all that carry the Cluster's placement.
 *
 * The pods of Jobs have no `cnpg.io/podRole` (cloudnative-pg `pkg/specs/jobs.go`), which `NotIn` takes as different
 * from `pooler`. Finished ones do not count: the scheduler does not see them (kubernetes `pkg/scheduler/scheduler.go`,
 * `newPodInformer`). Source: cloudnative-pg/charts#818.
 */
export const instanceOrJobSelector = {
  matchLabels: { 'cnpg.io/cluster': clusterName },
  matchExpressions: [{ key: 'cnpg.io/podRole', operator: 'NotIn', values: ['pooler'] }],
};

/** The operator, in its own namespace. It reads the instances on 8000 and 5432. */
export const operatorLabels = { 'app.kubernetes.io/name': 'cloudnative-pg' } as const;

/** Name of a Pooler and of the Service in front of it. */
export function poolerName(type: PoolerType): string {
  return `${clusterName}-pooler-${type}`;
}

/** Labels that select the pods of one pooler. */
export function poolerLabels(type: PoolerType): Readonly<Record<string, string>> {
  return { 'cnpg.io/poolerName': poolerName(type) };
}

/** The poolers of a database: one for reads exists only where there is a replica to read from. */
export function poolerTypes(database: ManagedDatabase): readonly PoolerType[] {
  return database.instances > 1 ? ['rw', 'ro'] : ['rw'];
}

/** The pooler that reads go to: the primary serves them where there is no replica. */
export function readPoolerType(database: ManagedDatabase): PoolerType {
  return database.instances > 1 ? 'ro' : 'rw';
}

/** Secret of the owner of the application's database; CloudNativePG makes it. */
export const applicationCredentials = {
  secret: `${clusterName}-app`,
  username: 'username',
  password: 'password',
  database: 'dbname',
} as const;

/**
 * The authority that signs what poolers and instances present. It is what PGSSLROOTCERT must hold.
 *
 * PgBouncer presents the server certificate of the Cluster (`Pooler.GetClientTLSSecretNameOrDefault`), whose names
 * include the poolers' Services. So `verify-full` works against `poolerName(type)`. The Secret holds the private key of
 * that certificate under another key: mount this key alone.
 */
export const databaseAuthority = { secret: `${clusterName}-tls`, key: 'ca.crt' } as const;

/** The Certificates of the authority and of the servers, by the names of their Secrets. */
export const databaseCertificates = {
  authority: `${clusterName}-server-ca`,
  server: databaseAuthority.secret,
} as const;

/** Where an application finds that authority. */
export const databaseAuthorityMount = '/etc/slipway/database';
export const databaseAuthorityFile = `${databaseAuthorityMount}/${databaseAuthority.key}`;
