import { keyOfDatabase, type NamedCluster, titleOfDatabase } from '../../config/clusters.ts';
import type { Backup, ManagedDatabase } from '../../config/database.ts';
import type { Environment } from '../../config/environment.ts';
import { formatDuration } from '../../config/units/duration.ts';
import { type PoolerType, poolerName, poolerTypes } from '../data/endpoints.ts';
import { backupPlugin } from '../data/wal-archiver.ts';
import { ordinalPodNames, podNames } from '../pod-names.ts';
import { type Alert, shortestOutage, volumeFull } from './alert.ts';

/** What the alerts of a Cluster say of it. */
interface Watched {
  readonly namespace: string;
  /** Name of the Cluster. */
  readonly cluster: string;
  /** What texts call it: `the database`. */
  readonly title: string;
  /** The labels of the series of its instances. */
  readonly pods: string;
}

/** The alerts of a database. */
export function databaseAlerts({ namespace }: Environment, [cluster, database]: NamedCluster): Alert[] {
  const pods = `namespace="${namespace}",pod=~"${ordinalPodNames(cluster)}"`;
  const watched: Watched = { namespace, cluster, title: titleOfDatabase(cluster), pods };
  return [
    withoutPrimary(watched),
    instanceMissing(watched, database.instances),
    ...(database.instances > 1
      ? [replicaBehind(watched), replicaDetached(watched), withoutReplica(watched, database)]
      : []),
    databaseVolumeFull(watched),
    ...poolerAlerts(watched, database),
    ...(database.backup ? backupAlerts(watched, database.backup) : []),
  ];
}

function withoutPrimary({ namespace, cluster, title, pods }: Watched): Alert {
  return {
    name: 'DatabaseWithoutPrimary',
    expr: `absent(cnpg_pg_replication_in_recovery{${pods}} == 0)`,
    for: shortestOutage,
    severity: 'critical',
    summary: `No instance of ${title} accepts writes`,
    description: `A failover takes seconds, so this one is stuck. See what the operator waits for: kubectl cnpg status ${cluster} -n ${namespace}. A failover needs a replica with every confirmed commit. If too few of them are left, it waits, so that no data is lost.`,
  };
}

/**
 * Counts instances that answer queries. `cnpg_collector_up` keeps its last value while PostgreSQL starts, stops or is
 * fenced (cloudnative-pg `pkg/management/postgres/webserver/metricserver/pg_collector.go`).
 */
function instanceMissing({ namespace, cluster, pods }: Watched, instances: number): Alert {
  return {
    name: 'DatabaseInstanceMissing',
    expr: `(count(cnpg_pg_replication_in_recovery{${pods}}) or vector(0)) < ${instances}`,
    for: '10m',
    severity: 'warning',
    summary: `The database runs {{ $value }} of ${instances} instances`,
    description: `One more loss may stop writes. Find the instance and the reason: kubectl cnpg status ${cluster} -n ${namespace}. To rebuild an instance with a broken volume: kubectl cnpg destroy ${cluster} INSTANCE -n ${namespace}.`,
  };
}

function replicaBehind({ namespace, cluster, pods }: Watched): Alert {
  return {
    name: 'DatabaseReplicaBehind',
    expr: `max by (pod) (cnpg_pg_replication_lag{${pods}}) > 60`,
    for: '5m',
    severity: 'warning',
    summary: '{{ $labels.pod }} is {{ $value | humanizeDuration }} behind the primary',
    description: `Reads through the read-only pooler are stale. A long query on the replica delays replay: see pg_stat_activity there. Otherwise compare disk and CPU of the replica with those of the primary: kubectl -n ${namespace} top pods -l cnpg.io/cluster=${cluster}.`,
  };
}

function replicaDetached({ namespace, pods }: Watched): Alert {
  return {
    name: 'DatabaseReplicaDetached',
    expr: `cnpg_pg_replication_in_recovery{${pods}} > cnpg_pg_replication_is_wal_receiver_up{${pods}}`,
    for: '5m',
    severity: 'critical',
    summary: '{{ $labels.pod }} receives nothing from the primary',
    description: `It cannot take over. If no replica is left, commits wait; with dataDurability preferred they continue without a copy. Read its log: kubectl -n ${namespace} logs {{ $labels.pod }} -c postgres --tail=100.`,
  };
}

/**
 * The primary has no replica, according to the primary or to the others. The primary also counts the base backup for a
 * new replica as a replica (cloudnative-pg `config/manager/default-monitoring.yaml`, `pg_replication`).
 */
function withoutReplica(
  { namespace, cluster, title, pods }: Watched,
  { dataDurability }: ManagedDatabase,
): Alert {
  const primary = `cnpg_pg_replication_in_recovery{${pods}} == 0`;
  const expr = [
    `max(cnpg_pg_replication_streaming_replicas{${pods}} and on (pod) (${primary})) < 1`,
    `  or (sum(cnpg_pg_replication_is_wal_receiver_up{${pods}}) < 1 and on () (${primary}))`,
  ].join('\n');
  const look = `Find out where the replicas are: kubectl cnpg status ${cluster} -n ${namespace}, then read the events and the log of each of their pods. The usual reason: nodes are full or cordoned.`;
  return dataDurability === 'required'
    ? {
        name: 'DatabaseWritesWait',
        expr,
        for: shortestOutage,
        severity: 'critical',
        summary: `Every commit waits: the primary of ${title} has no replica`,
        description: `With dataDurability required a commit waits until a replica has it, and none is attached. ${look} Commits continue as soon as one replica is back.`,
      }
    : {
        name: 'DatabaseWithoutReplica',
        expr,
        for: '5m',
        severity: 'critical',
        summary: `The primary of ${title} has no replica`,
        description: `With dataDurability preferred commits continue without a copy, and no instance can take over. ${look}`,
      };
}

function databaseVolumeFull({ namespace, cluster }: Watched): Alert {
  const key = keyOfDatabase(cluster);
  return volumeFull(
    { name: 'DatabaseVolumeFull', namespace, claims: `${cluster}-[0-9]+(-wal)?` },
    `A full volume stops the primary. Raise ${key}.storage in the environment file, or ${key}.walStorage for a name that ends in -wal. Volumes grow while they are in use. A growing -wal volume means that WAL is not archived or that a replica is gone.`,
  );
}

/**
 * Clients reach the database only through the poolers: a fault there stops all of them. In a pool, clients may wait for
 * some milliseconds. `maxwait` is the waiting time of the first one, in seconds.
 */
function poolerAlerts({ namespace, cluster, title }: Watched, database: ManagedDatabase): Alert[] {
  const types = poolerTypes(database);
  const names = types.map(type => poolerName(cluster, type));
  const poolers = `namespace="${namespace}",pod=~"${podNames(`(${names.join('|')})`)}"`;
  return [
    ...types.map(type => poolerUnreachable(namespace, cluster, type)),
    {
      name: 'DatabaseClientsStuck',
      expr: `max by (pod) (cnpg_pgbouncer_pools_maxwait{${poolers}}) > 30`,
      for: '30s',
      severity: 'critical',
      summary: 'A client of {{ $labels.pod }} has waited {{ $value | humanizeDuration }} for a connection',
      description: `Either the pooler gets no connection to PostgreSQL, or clients hold all of its connections. See why: kubectl -n ${namespace} logs {{ $labels.pod }} -c pgbouncer --tail=100. If other alerts of ${title} fire, start there; otherwise look for long transactions in pg_stat_activity.`,
    },
    {
      name: 'DatabaseConnectionsWaiting',
      expr: `max by (pod) (cnpg_pgbouncer_pools_maxwait{${poolers}}) > 1`,
      for: '5m',
      severity: 'warning',
      summary: 'Clients of {{ $labels.pod }} wait for more than a second for a connection',
      description: `All server connections of the pooler are in use. Look for long transactions in pg_stat_activity first, then raise ${keyOfDatabase(cluster)}.pooler.poolSize.`,
    },
  ];
}

/**
 * The figures of SHOW LISTS exist only while PgBouncer answers. `cnpg_pgbouncer_last_collection_error` does not help: it is
 * 1 for every PgBouncer with lists that the operator does not know (cloudnative-pg
 * `pkg/management/pgbouncer/metricsserver/lists.go`).
 */
function poolerUnreachable(namespace: string, cluster: string, type: PoolerType): Alert {
  const name = poolerName(cluster, type);
  return {
    name: type === 'rw' ? 'DatabaseWritesUnreachable' : 'DatabaseReadsUnreachable',
    expr: `absent(cnpg_pgbouncer_lists_databases{namespace="${namespace}",pod=~"${podNames(name)}"})`,
    for: shortestOutage,
    severity: 'critical',
    summary: `No pod of the pooler ${name} answers`,
    description: `Applications reach the database only through it. Look at its pods and their events: kubectl -n ${namespace} get pods -l cnpg.io/poolerName=${name}; then kubectl -n ${namespace} describe deployment ${name}.`,
  };
}

/**
 * The figures of the plugin describe the archive that the Cluster writes now. They are 0 for a new version without an
 * archive, even if the previous version has one (plugin-barman-cloud `internal/cnpgi/instance/metrics.go`, by
 * `serverName`).
 */
function backupAlerts({ namespace, cluster, title, pods }: Watched, { maxAge }: Backup): Alert[] {
  const plugin = 'barman_cloud_cloudnative_pg_io';
  const last = `max(${plugin}_last_available_backup_timestamp{${pods}})`;
  const see = `kubectl -n ${namespace} get backups --sort-by=.metadata.creationTimestamp; its error is in the status, and in the log of the container plugin-barman-cloud of an instance`;
  const take = `kubectl cnpg backup ${cluster} -n ${namespace} --method plugin --plugin-name ${backupPlugin}`;
  return [
    {
      name: 'DatabaseArchivingFails',
      expr: `cnpg_pg_stat_archiver_last_failed_time{${pods}}\n  > cnpg_pg_stat_archiver_last_archived_time{${pods}}`,
      for: '10m',
      severity: 'critical',
      summary: 'The write-ahead log does not reach the object store',
      description: `If the volumes are lost, so is every change since the last archived file. The -wal volume fills up. The error is in kubectl -n ${namespace} logs {{ $labels.pod }} -c plugin-barman-cloud --tail=100: credentials, the bucket, the network to the object store, or "Expected empty archive". The last means that another database wrote there: move its folder away, or name another destination.`,
    },
    {
      name: 'DatabaseBackupTooOld',
      expr: `(time() - (${last} > 0) > ${maxAge.toSeconds()}) or absent(${plugin}_last_available_backup_timestamp{${pods}})`,
      for: '1h',
      severity: 'critical',
      summary: 'The last base backup is older than its schedule allows',
      description: `A restore would start from a backup older than ${formatDuration(maxAge)}, or no backup is known. See what happened to the last one: ${see}. Take one now: ${take}.`,
    },
    {
      name: 'DatabaseWithoutBackup',
      expr: `${last} == 0`,
      for: '1h',
      severity: 'critical',
      summary: `There is no base backup of this version of ${title}`,
      description: `No moment since the database was created, or since its major upgrade, can be restored: each major version has its own archive. A first backup that still runs is harmless: ${see}. If there is none, or if it failed, take one now: ${take}.`,
    },
    {
      name: 'DatabaseBackupFailed',
      expr: `max(${plugin}_last_failed_backup_timestamp{${pods}}) > ${last}`,
      for: '10m',
      severity: 'warning',
      summary: 'The last base backup failed',
      description: `Earlier ones of this major version, if there are any, can still be restored. See why: ${see}.`,
    },
  ];
}
