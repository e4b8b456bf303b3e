import type { Scenario } from '../scenario.ts';

const pod = (number: number) => `namespace="production",pod="database-${number}"`;
const inRecovery = (number: number) => `cnpg_pg_replication_in_recovery{${pod(number)}}`;
const receives = (number: number) => `cnpg_pg_replication_is_wal_receiver_up{${pod(number)}}`;
const replicas = (number: number) => `cnpg_pg_replication_streaming_replicas{${pod(number)}}`;
const pooler = (type: string) =>
  `namespace="production",pod="database-pooler-${type}-7f9c8d-x7k2p",database="app",user="app"`;
const lists = (type: string) =>
  `cnpg_pgbouncer_lists_databases{namespace="production",pod="database-pooler-${type}-7f9c8d-x7k2p"}`;
const plugin = 'barman_cloud_cloudnative_pg_io';

/** A volume with 100 bytes of capacity. */
function volume(name: string, available: number): Record<string, string> {
  const labels = `{namespace="production",persistentvolumeclaim="${name}"}`;
  return {
    [`kubelet_volume_stats_available_bytes${labels}`]: `${available}x20`,
    [`kubelet_volume_stats_capacity_bytes${labels}`]: '100x20',
  };
}

function scenario(
  alert: string,
  situation: string,
  at: string,
  rest: Pick<Scenario, 'series' | 'says' | 'labels'>,
): Scenario {
  return { alert, rules: 'database', situation, at, ...rest };
}

export const scenarios: readonly Scenario[] = [
  scenario('DatabaseWithoutPrimary', 'all instances are replicas', '5m', {
    series: { [inRecovery(1)]: '1x10', [inRecovery(2)]: '1x10' },
    says: 'No instance of the database accepts writes',
  }),
  scenario('DatabaseWithoutPrimary', 'a failover of half a minute', '5m', {
    series: { [inRecovery(1)]: '0x1 1x9', [inRecovery(2)]: '1x2 0x8' },
  }),
  scenario('DatabaseInstanceMissing', 'one instance is gone', '20m', {
    series: { [inRecovery(1)]: '0x30', [inRecovery(2)]: '1x30' },
    says: 'The database runs 2 of 3 instances',
  }),
  scenario('DatabaseInstanceMissing', 'all instances are there', '20m', {
    series: { [inRecovery(1)]: '0x30', [inRecovery(2)]: '1x30', [inRecovery(3)]: '1x30' },
  }),
  scenario('DatabaseReplicaBehind', 'a replica is two minutes behind', '10m', {
    series: {
      [`cnpg_pg_replication_lag{${pod(1)}}`]: '0x20',
      [`cnpg_pg_replication_lag{${pod(2)}}`]: '120x20',
    },
    says: 'database-2 is 2m 0s behind the primary',
    labels: { pod: 'database-2' },
  }),
  scenario('DatabaseReplicaBehind', 'a replica is two seconds behind', '10m', {
    series: { [`cnpg_pg_replication_lag{${pod(2)}}`]: '2x20' },
  }),
  scenario('DatabaseReplicaDetached', 'a replica receives nothing', '10m', {
    series: { [inRecovery(2)]: '1x20', [receives(2)]: '0x20' },
    says: 'database-2 receives nothing from the primary',
    labels: { pod: 'database-2' },
  }),
  scenario('DatabaseReplicaDetached', 'the primary receives nothing, as it should', '10m', {
    series: {
      [inRecovery(1)]: '0x20',
      [receives(1)]: '0x20',
      [inRecovery(2)]: '1x20',
      [receives(2)]: '1x20',
    },
  }),
  scenario('DatabaseWritesWait', 'both replicas are away', '5m', {
    series: { [inRecovery(1)]: '0x10', [receives(1)]: '0x10', [replicas(1)]: '2x2 0x8' },
    says: 'Every commit waits: the primary of the database has no replica',
  }),
  scenario('DatabaseWritesWait', 'one of two replicas is away', '5m', {
    series: {
      [inRecovery(1)]: '0x10',
      [receives(1)]: '0x10',
      [replicas(1)]: '1x10',
      [inRecovery(2)]: '1x10',
      [receives(2)]: '1x10',
      [replicas(2)]: '0x10',
    },
  }),
  scenario('DatabaseWritesWait', 'the primary counts only the base backup of a new replica', '5m', {
    series: { [inRecovery(1)]: '0x10', [receives(1)]: '0x10', [replicas(1)]: '1x10' },
    says: 'Every commit waits: the primary of the database has no replica',
  }),
  scenario('DatabaseWritesWait', 'there is no primary, which another alert tells', '5m', {
    series: { [inRecovery(2)]: '1x10', [receives(2)]: '0x10', [replicas(2)]: '0x10' },
  }),
  scenario('DatabaseWithoutReplica', 'commits go on without a copy', '10m', {
    series: { [inRecovery(1)]: '0x20', [receives(1)]: '0x20', [replicas(1)]: '0x20' },
    says: 'The primary of the database has no replica',
  }),
  scenario('DatabaseWithoutReplica', 'a replica restarts', '10m', {
    series: {
      [inRecovery(1)]: '0x20',
      [receives(1)]: '0x20',
      [replicas(1)]: '0x3 1x20',
      [inRecovery(2)]: '_x3 1x20',
      [receives(2)]: '_x3 1x20',
    },
  }),
  ...(['rw', 'ro'] as const).flatMap(type => {
    const alert = type === 'rw' ? 'DatabaseWritesUnreachable' : 'DatabaseReadsUnreachable';
    const other = type === 'rw' ? 'ro' : 'rw';
    return [
      scenario(alert, 'no pod of the pooler answers', '5m', {
        series: { [lists(type)]: '4x2 stale', [lists(other)]: '4x20' },
        says: `No pod of the pooler database-pooler-${type} answers`,
        labels: { namespace: 'production' },
      }),
      scenario(alert, 'a pod of the pooler answers', '5m', { series: { [lists(type)]: '4x20' } }),
    ];
  }),
  scenario('DatabaseClientsStuck', 'the pooler gets no connection', '5m', {
    series: { [`cnpg_pgbouncer_pools_maxwait{${pooler('rw')}}`]: '0 40 90x20' },
    says: 'A client of database-pooler-rw-7f9c8d-x7k2p has waited 1m 30s for a connection',
    labels: { pod: 'database-pooler-rw-7f9c8d-x7k2p' },
  }),
  scenario('DatabaseClientsStuck', 'a failover of half a minute', '5m', {
    series: { [`cnpg_pgbouncer_pools_maxwait{${pooler('rw')}}`]: '0x3 25 0x20' },
  }),
  scenario('DatabaseVolumeFull', 'a tenth of the WAL volume is left', '15m', {
    series: volume('database-1-wal', 10),
    says: 'The volume database-1-wal has 10% of its space left',
    labels: { persistentvolumeclaim: 'database-1-wal' },
  }),
  scenario('DatabaseVolumeFull', 'half of the volume is left', '15m', { series: volume('database-1', 50) }),
  scenario('DatabaseVolumeFull', 'the volume of another program is full', '15m', {
    series: volume('data-cache-1', 1),
  }),
  scenario('DatabaseConnectionsWaiting', 'clients of the pooler wait', '10m', {
    series: {
      [`cnpg_pgbouncer_pools_maxwait{${pooler('rw')}}`]: '3x20',
      [`cnpg_pgbouncer_pools_maxwait{${pooler('ro')}}`]: '0x20',
    },
    says: 'Clients of database-pooler-rw-7f9c8d-x7k2p wait for more than a second for a connection',
    labels: { pod: 'database-pooler-rw-7f9c8d-x7k2p' },
  }),
  scenario('DatabaseConnectionsWaiting', 'a client waited for a moment', '10m', {
    series: { [`cnpg_pgbouncer_pools_maxwait{${pooler('rw')}}`]: '0x5 3 0x20' },
  }),
  scenario('DatabaseConnectionsWaiting', 'clients wait for milliseconds at any time', '10m', {
    series: {
      [`cnpg_pgbouncer_pools_cl_waiting{${pooler('rw')}}`]: '3x20',
      [`cnpg_pgbouncer_pools_maxwait{${pooler('rw')}}`]: '0x20',
    },
  }),
  scenario('DatabaseArchivingFails', 'the last archiving failed', '15m', {
    series: {
      [`cnpg_pg_stat_archiver_last_failed_time{${pod(1)}}`]: '2000x20',
      [`cnpg_pg_stat_archiver_last_archived_time{${pod(1)}}`]: '1000x20',
    },
    says: 'The write-ahead log does not reach the object store',
    labels: { pod: 'database-1' },
  }),
  scenario('DatabaseArchivingFails', 'archiving failed once and went on', '15m', {
    series: {
      [`cnpg_pg_stat_archiver_last_failed_time{${pod(1)}}`]: '1000x20',
      [`cnpg_pg_stat_archiver_last_archived_time{${pod(1)}}`]: '2000x20',
    },
  }),
  scenario('DatabaseArchivingFails', 'a major upgrade begins a new archive', '15m', {
    series: {
      [`cnpg_pg_stat_archiver_last_failed_time{${pod(1)}}`]: '1000x2 _x3 -1x20',
      [`cnpg_pg_stat_archiver_last_archived_time{${pod(1)}}`]: '2000x2 _x3 -1x20',
    },
  }),
  scenario('DatabaseArchivingFails', 'nothing has ever arrived in the new archive', '20m', {
    series: {
      [`cnpg_pg_stat_archiver_last_failed_time{${pod(1)}}`]: '-1x2 2000x20',
      [`cnpg_pg_stat_archiver_last_archived_time{${pod(1)}}`]: '-1x30',
    },
    says: 'The write-ahead log does not reach the object store',
    labels: { pod: 'database-1' },
  }),
  scenario('DatabaseBackupTooOld', 'the last of the daily backups is 32 hours old', '33h', {
    series: { [`${plugin}_last_available_backup_timestamp{${pod(1)}}`]: '3600x2000' },
    says: 'The last base backup is older than its schedule allows',
  }),
  scenario('DatabaseBackupTooOld', 'there are no figures about backups', '2h', {
    series: { [inRecovery(1)]: '0x200' },
    says: 'The last base backup is older than its schedule allows',
    labels: {},
  }),
  scenario('DatabaseBackupTooOld', 'the last of the daily backups is a day old', '25h', {
    series: { [`${plugin}_last_available_backup_timestamp{${pod(1)}}`]: '3600x2000' },
  }),
  scenario('DatabaseBackupTooOld', 'a major upgrade, whose archive has no backup yet', '35h', {
    series: { [`${plugin}_last_available_backup_timestamp{${pod(1)}}`]: '3600x1980 0x200' },
  }),
  scenario('DatabaseWithoutBackup', 'no base backup followed a major upgrade', '3h', {
    series: {
      [`${plugin}_last_available_backup_timestamp{${pod(1)}}`]: '3600x60 _x10 0x200',
      [`${plugin}_last_available_backup_timestamp{${pod(2)}}`]: '3600x60 _x10 0x200',
    },
    says: 'There is no base backup of this version of the database',
  }),
  scenario('DatabaseWithoutBackup', 'a base backup ended 20 minutes after a major upgrade', '3h', {
    series: { [`${plugin}_last_available_backup_timestamp{${pod(1)}}`]: '3600x60 _x10 0x20 5400x200' },
  }),
  scenario('DatabaseBackupFailed', 'the first backup after a major upgrade failed', '45m', {
    series: {
      [`${plugin}_last_available_backup_timestamp{${pod(1)}}`]: '1000x20 0x40',
      [`${plugin}_last_failed_backup_timestamp{${pod(1)}}`]: '0x24 1500x36',
    },
    says: 'The last base backup failed',
  }),
  scenario('DatabaseBackupFailed', 'the last backup before a major upgrade failed', '45m', {
    series: {
      [`${plugin}_last_available_backup_timestamp{${pod(1)}}`]: '1000x2 0x60',
      [`${plugin}_last_failed_backup_timestamp{${pod(1)}}`]: '2000x2 0x60',
    },
  }),
  scenario('DatabaseBackupFailed', 'the last backup failed', '15m', {
    series: {
      [`${plugin}_last_available_backup_timestamp{${pod(1)}}`]: '1000x20',
      [`${plugin}_last_failed_backup_timestamp{${pod(1)}}`]: '2000x20',
    },
    says: 'The last base backup failed',
  }),
  scenario('DatabaseBackupFailed', 'the last backup was fine', '15m', {
    series: {
      [`${plugin}_last_available_backup_timestamp{${pod(1)}}`]: '2000x20',
      [`${plugin}_last_failed_backup_timestamp{${pod(1)}}`]: '0x20',
    },
  }),
];
