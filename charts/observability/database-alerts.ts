import type { Backup, ManagedDatabase } from '../../config/database.ts';
import type { Environment } from '../../config/environment.ts';
import { formatDuration } from '../../config/units/duration.ts';
import { backupPlugin } from '../data/backup.ts';
import { clusterName, poolerName, poolerTypes } from '../data/endpoints.ts';
import { type Alert, volumeFull } from './alert.ts';

/** What can go wrong with the database. */
export function databaseAlerts({ namespace }: Environment, database: ManagedDatabase): Alert[] {
  const pods = `namespace="${namespace}",pod=~"${clusterName}-[0-9]+"`;
  return [
    withoutPrimary(namespace, pods),
    instanceMissing(namespace, pods, database.instances),
    ...(database.instances > 1 ? [replicaBehind(namespace, pods), replicaDetached(namespace, pods)] : []),
    databaseVolumeFull(namespace),
    connectionsWaiting(namespace, database),
    ...(database.backup ? backupAlerts(namespace, pods, database.backup) : []),
  ];
}

function withoutPrimary(namespace: string, pods: string): Alert {
  return {
    name: 'DatabaseWithoutPrimary',
    expr: `absent(cnpg_pg_replication_in_recovery{${pods}} == 0)`,
    for: '1m',
    severity: 'critical',
    summary: 'No instance of the database takes writes',
    description: `A failover takes seconds, so this one is stuck. See what the operator waits for: kubectl cnpg status ${clusterName} -n ${namespace}. Failover needs a replica that has every answered commit; with too few of them left it waits, rather than lose data.`,
  };
}

function instanceMissing(namespace: string, pods: string, instances: number): Alert {
  return {
    name: 'DatabaseInstanceMissing',
    expr: `(count(cnpg_collector_up{${pods}} == 1) or vector(0)) < ${instances}`,
    for: '10m',
    severity: 'warning',
    summary: `The database runs {{ $value }} of ${instances} instances`,
    description: `One more loss may stop writes. Find the instance and its reason: kubectl cnpg status ${clusterName} -n ${namespace}. An instance whose volume is broken is rebuilt with kubectl cnpg destroy ${clusterName} INSTANCE -n ${namespace}.`,
  };
}

function replicaBehind(namespace: string, pods: string): Alert {
  return {
    name: 'DatabaseReplicaBehind',
    expr: `max by (pod) (cnpg_pg_replication_lag{${pods}}) > 60`,
    for: '5m',
    severity: 'warning',
    summary: '{{ $labels.pod }} is {{ $value | humanizeDuration }} behind the primary',
    description: `Reads through the read-only pooler are stale. A long query on the replica holds replay back: see pg_stat_activity there. Otherwise compare disk and CPU of the replica with the primary's: kubectl -n ${namespace} top pods -l cnpg.io/cluster=${clusterName}.`,
  };
}

function replicaDetached(namespace: string, pods: string): Alert {
  return {
    name: 'DatabaseReplicaDetached',
    expr: `cnpg_pg_replication_in_recovery{${pods}} > cnpg_pg_replication_is_wal_receiver_up{${pods}}`,
    for: '5m',
    severity: 'critical',
    summary: '{{ $labels.pod }} receives nothing from the primary',
    description: `It cannot take over. Once no replica is left, commits wait; with dataDurability preferred they go on without a copy. Read its log: kubectl -n ${namespace} logs {{ $labels.pod }} -c postgres --tail=100.`,
  };
}

function databaseVolumeFull(namespace: string): Alert {
  return volumeFull(
    { name: 'DatabaseVolumeFull', namespace, claims: `${clusterName}-[0-9]+(-wal)?` },
    `A full volume stops the primary. Raise database.storage, or database.walStorage for a name that ends in -wal, in the environment file; volumes grow while they are in use. A growing -wal volume means that WAL is not archived or that a replica is gone.`,
  );
}

function connectionsWaiting(namespace: string, database: ManagedDatabase): Alert {
  return {
    name: 'DatabaseConnectionsWaiting',
    expr: `max by (pod) (cnpg_pgbouncer_pools_cl_waiting{namespace="${namespace}",pod=~"(${poolerTypes(database).map(poolerName).join('|')})-.+"}) > 0`,
    for: '5m',
    severity: 'warning',
    summary: 'Clients of {{ $labels.pod }} wait for a connection',
    description:
      'All server connections of the pooler are in use. Look for long transactions in pg_stat_activity first, then raise database.pooler.poolSize.',
  };
}

/**
 * Figures of the plugin are about the archive that the Cluster writes now: of a version that has none yet they are 0,
 * whatever the one before had (plugin-barman-cloud `internal/cnpgi/instance/metrics.go`, by `serverName`).
 */
function backupAlerts(namespace: string, pods: string, { maxAge }: Backup): Alert[] {
  const plugin = 'barman_cloud_cloudnative_pg_io';
  const last = `max(${plugin}_last_available_backup_timestamp{${pods}})`;
  const see = `kubectl -n ${namespace} get backups --sort-by=.metadata.creationTimestamp; its error is in the status, and in the log of the container plugin-barman-cloud of an instance`;
  const take = `kubectl cnpg backup ${clusterName} -n ${namespace} --method plugin --plugin-name ${backupPlugin}`;
  return [
    {
      name: 'DatabaseArchivingFails',
      expr: `cnpg_pg_stat_archiver_last_failed_time{${pods}}\n  > cnpg_pg_stat_archiver_last_archived_time{${pods}}`,
      for: '10m',
      severity: 'critical',
      summary: 'The write-ahead log does not reach the object store',
      description: `Every change since the last archived file would be lost with the volumes, and the -wal volume fills up. The error is in kubectl -n ${namespace} logs {{ $labels.pod }} -c plugin-barman-cloud --tail=100: credentials, the bucket, the way to the object store, or "Expected empty archive": another database has written there, so move its folder away or name another destination.`,
    },
    {
      name: 'DatabaseBackupTooOld',
      expr: `(time() - (${last} > 0) > ${maxAge.toSeconds()}) or absent(${plugin}_last_available_backup_timestamp{${pods}})`,
      for: '1h',
      severity: 'critical',
      summary: 'The last base backup is older than its schedule allows',
      description: `A restore would begin at a backup older than ${formatDuration(maxAge)}, or nothing is known of backups. See what became of the last one: ${see}. Take one now: ${take}.`,
    },
    {
      name: 'DatabaseWithoutBackup',
      expr: `${last} == 0`,
      for: '1h',
      severity: 'critical',
      summary: 'There is no base backup of this version of the database',
      description: `Nothing can be restored to a moment since the database was made, or since its major upgrade: each major version has an archive of its own. A first backup that still runs is the harmless case: ${see}. If there is none, or it failed, take one now: ${take}.`,
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
