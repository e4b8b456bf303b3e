import { Quantity } from '../../../config/units/quantity.ts';
import { longestGapDays } from '../../../config/units/schedule-gap.ts';
import type { Manifest } from '../../support/manifests.ts';
import { constant, cycle, dawn, day, type HealthySeries, seriesOf, steps } from './series.ts';
import { volumeSeries } from './volumes.ts';
import { ofKind, type World } from './world.ts';

const series = seriesOf('database');

/** How long a base backup takes, in minutes. */
const backupMinutes = 50;

/** Instances, poolers and backups in their normal state. */
export function databaseSeries(world: World): HealthySeries[] {
  return [
    ...ofKind(world, 'Cluster').flatMap(cluster => clusterSeries(world, cluster)),
    ...ofKind(world, 'Pooler').flatMap(pooler => poolerSeries(world, pooler)),
  ];
}

function clusterSeries(world: World, { metadata, spec }: Manifest): HealthySeries[] {
  const { namespace } = world.environment;
  const names = Array.from({ length: spec.instances }, (_, index) => `${metadata.name}-${index + 1}`);
  return names.flatMap((pod, index) => [
    ...instanceSeries({ namespace, pod }, metadata.name, index === 0, spec.instances),
    ...ofKind(world, 'ScheduledBackup')
      .filter(backup => backup.spec.cluster.name === metadata.name)
      .flatMap(backup => backupSeries({ namespace, pod }, backup)),
    ...volumeSeries('database', { namespace, claim: pod, size: spec.storage.size }, free =>
      // As much as data may take without an alert: four fifths.
      constant(free(Quantity.parse(spec.storage.size).in('') * 0.8)),
    ),
    ...volumeSeries('database', { namespace, claim: `${pod}-wal`, size: spec.walStorage.size }, free =>
      // Between two checkpoints it fills up to max_wal_size, then it is recycled.
      cycle([20, free(walBytes(spec) / 2)], [20, free(walBytes(spec))]),
    ),
  ]);
}

/** What PostgreSQL keeps of write-ahead log: `max_wal_size`, and `wal_keep_size` of the operator at the least. */
function walBytes(spec: Manifest): number {
  const { max_wal_size: most = '1GB' } = spec.postgresql.parameters;
  const bytes = Quantity.parse(
    most.replace(
      /^(\d+) ?([kMGT]?)B$/,
      (_: string, count: string, unit: string) => `${count}${unit === 'k' ? 'K' : unit}${unit && 'i'}`,
    ),
  ).in('');
  return Math.max(bytes, 512 * 2 ** 20);
}

function instanceSeries(
  labels: { readonly namespace: string; readonly pod: string },
  cluster: string,
  isPrimary: boolean,
  instances: number,
): HealthySeries[] {
  const archived = Array.from({ length: day / 5 }, (_, index) => [5, dawn + index * 300] as const);
  return [
    series('cnpg_collector_up', { ...labels, cluster }, 1),
    series('cnpg_pg_replication_in_recovery', labels, isPrimary ? 0 : 1),
    series('cnpg_pg_replication_is_wal_receiver_up', labels, isPrimary ? 0 : 1),
    series('cnpg_pg_replication_streaming_replicas', labels, isPrimary ? instances - 1 : 0),
    series('cnpg_pg_replication_lag', labels, isPrimary ? 0 : cycle([50, 0], [2, 20])),
    ...(isPrimary
      ? [
          series('cnpg_pg_stat_archiver_last_archived_time', labels, steps(...archived)),
          // One file was tried twice a week ago.
          series('cnpg_pg_stat_archiver_last_failed_time', labels, dawn - 7 * 86_400),
        ]
      : []),
  ];
}

/** At noon the next backup of the schedule begins, after the longest gap that it has. */
function backupSeries(
  labels: { readonly namespace: string; readonly pod: string },
  { spec }: Manifest,
): HealthySeries[] {
  const noon = day / 2;
  const gap = longestGapDays(spec.schedule) * 86_400;
  const last = dawn + (noon + backupMinutes) * 60;
  const plugin = 'barman_cloud_cloudnative_pg_io';
  return [
    series(
      `${plugin}_last_available_backup_timestamp`,
      labels,
      // The next one takes ten minutes more.
      steps([noon + backupMinutes + 10, last - gap], [1, last + 600]),
    ),
    series(`${plugin}_last_failed_backup_timestamp`, labels, dawn - 400 * 86_400),
  ];
}

/** A pool in use: some clients wait for milliseconds at any time, and one for two seconds now and then. */
function poolerSeries({ environment }: World, { metadata, spec }: Manifest): HealthySeries[] {
  const { namespace } = environment;
  const names = Array.from(
    { length: Math.min(3, spec.instances) },
    (_, index) => `${metadata.name}-6c9f4d7b8f-q4z8${'bcd'[index]}`,
  );
  return names.flatMap(pod => {
    const pool = { namespace, pod, database: 'app', user: 'app' };
    return [
      series('cnpg_pgbouncer_lists_databases', { namespace, pod }, 4),
      series('cnpg_pgbouncer_pools_cl_waiting', pool, 3),
      series('cnpg_pgbouncer_pools_maxwait', pool, cycle([58, 0], [2, 2])),
    ];
  });
}
