import type { NamedCluster } from '../../config/clusters.ts';
import type { ManagedDatabase } from '../../config/database.ts';
import { ofMajor } from '../../config/units/text.ts';

/** Name of the ObjectStore that holds base backups and WAL. */
export function objectStoreName(cluster: string): string {
  return `${cluster}-backup`;
}

/** The keys of a backup's Secret, as the documentation of `ObjectStore` names them. */
export const backupKeys = { id: 'ACCESS_KEY_ID', secret: 'ACCESS_SECRET_KEY' } as const;

/**
 * The folder in the object store with the archive of one major version, and the name of its ScheduledBackup.
 *
 * pg_upgrade starts a new database system on timeline 1. In the old folder its history files would replace those of the
 * old system. Replicas would then fail with "requested timeline is not a child of this server's history" (CloudNativePG,
 * PostgreSQL upgrades; cloudnative-pg issue 8426).
 */
export function archiveName([cluster, { version }]: NamedCluster): string {
  return ofMajor(cluster, version);
}

/** The instances to which a pooler sends its clients: the primary, or the replicas. */
export type PoolerType = 'rw' | 'ro';

/** Port of PostgreSQL on instances and of PgBouncer on poolers. Source: cloudnative-pg `pkg/management/pgbouncer/config/config.go`. */
export const databasePort = 5432;

/** Ports that carry no SQL. Source: cloudnative-pg `pkg/management/url/url.go`. */
export const instanceStatusPort = 8000;
export const instanceMetricsPort = 9187;
export const poolerMetricsPort = 9127;

/** The name that the operator gives to the metrics ports of pods. */
export const metricsPortName = 'metrics';

/**
 * Pods by their role, in any Cluster. A restore is always a new Cluster with another name. NetworkPolicies and monitors
 * select only by role, so that they also apply to a restored Cluster.
 *
 * Source: cloudnative-pg `pkg/utils/labels_annotations.go`, `pkg/specs/{pods,jobs}.go`.
 */
export const instanceRole = { 'cnpg.io/podRole': 'instance' } as const;
export const poolerRole = { 'cnpg.io/podRole': 'pooler' } as const;

/** The label with the name of the Cluster, on its pods and on its Jobs. */
export const clusterLabel = 'cnpg.io/cluster';

/** Jobs that create an instance have no `cnpg.io/podRole`, but this key: `initdb`, `join`, `full-recovery`. */
export const jobRoleKey = 'cnpg.io/jobRole';

/**
 * Instances and the Jobs that create them: all pods with the Cluster's placement.
 *
 * The pods of Jobs have no `cnpg.io/podRole` (cloudnative-pg `pkg/specs/jobs.go`), so `NotIn` matches them. Finished ones
 * do not count: the scheduler does not see them (kubernetes `pkg/scheduler/scheduler.go`, `newPodInformer`). Source:
 * cloudnative-pg/charts#818.
 */
export function instanceOrJobSelector(cluster: string) {
  return {
    matchLabels: { [clusterLabel]: cluster },
    matchExpressions: [{ key: 'cnpg.io/podRole', operator: 'NotIn', values: ['pooler'] }],
  };
}

/** The operator, in its own namespace. It connects to the instances on 8000 and 5432. */
export const operatorLabels = { 'app.kubernetes.io/name': 'cloudnative-pg' } as const;

/** Name of a Pooler and of the Service in front of it. */
export function poolerName(cluster: string, type: PoolerType): string {
  return `${cluster}-pooler-${type}`;
}

/** Name of the Service of the primary. The operator makes it; the certificate names it. */
export function primaryService(cluster: string): string {
  return `${cluster}-rw`;
}

/** Labels that select the pods of one pooler. */
export function poolerLabels(cluster: string, type: PoolerType): Readonly<Record<string, string>> {
  return { 'cnpg.io/poolerName': poolerName(cluster, type) };
}

/** The poolers of a database. One for reads exists only if there is a replica. */
export function poolerTypes(database: ManagedDatabase): readonly PoolerType[] {
  return database.instances > 1 ? ['rw', 'ro'] : ['rw'];
}

/** The pooler for reads. Without a replica the primary serves them. */
export function readPoolerType(database: ManagedDatabase): PoolerType {
  return database.instances > 1 ? 'ro' : 'rw';
}

/** The database and its owner that CloudNativePG makes for applications. */
export const applicationDatabase = 'app';

/** The Secret of the owner of the applications' database. CloudNativePG makes it. */
export function applicationCredentials(cluster: string) {
  return { secret: `${cluster}-app`, username: 'username', password: 'password', database: 'dbname' };
}

/** A database next to the one of `applicationCredentials`, and its owner of the same name. */
export type FurtherDatabase = ManagedDatabase['databases'][string];

/** Those databases by name, sorted. */
export function furtherDatabases({ databases }: ManagedDatabase): [string, FurtherDatabase][] {
  return Object.entries(databases).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Name of the generator of passwords for the owners of these databases, and prefix of their Secrets. */
export function roleName(cluster: string): string {
  return `${cluster}-role`;
}

/** The Secret of the owner of such a database, with the keys `username` and `password`. */
export function roleSecret(cluster: string, name: string): string {
  return `${roleName(cluster)}-${name}`;
}

/**
 * The authority that signs the certificate of poolers and instances. PGSSLROOTCERT must be its path.
 *
 * PgBouncer presents the server certificate of the Cluster (`Pooler.GetClientTLSSecretNameOrDefault`), whose names include
 * the poolers' Services. So `verify-full` works with `poolerName`. The Secret also holds the private key of that
 * certificate: mount only this key.
 */
export function databaseAuthority(cluster: string) {
  return { secret: `${cluster}-tls`, key: 'ca.crt' };
}

/** The Certificates of the authority and of the servers, by the names of their Secrets. */
export function databaseCertificates(cluster: string) {
  return { authority: `${cluster}-server-ca`, server: databaseAuthority(cluster).secret };
}

/** The path of that authority in an application's container. */
export function databaseAuthorityMount(cluster: string): string {
  return `/etc/slipway/${cluster}`;
}

export function databaseAuthorityFile(cluster: string): string {
  return `${databaseAuthorityMount(cluster)}/${databaseAuthority(cluster).key}`;
}
