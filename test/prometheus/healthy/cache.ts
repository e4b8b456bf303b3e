import type { Manifest } from '../../support/manifests.ts';
import { constant, cycle, type HealthySeries, seriesOf } from './series.ts';
import { volumeSeries } from './volumes.ts';
import { ofKind, type World } from './world.ts';

const series = seriesOf('cache');

/** How long a rewrite of the append-only file takes, in minutes: less than the time for which an alert waits. */
const rewriteMinutes = 9;

/** Data pods that are full, where keys are evicted, and sentinels that watch them: of each cache. */
export function cacheSeries(world: World): HealthySeries[] {
  return ofKind(world, 'ConfigMap').flatMap(({ metadata, data }) => {
    const configuration: string | undefined = data['valkey.conf'];
    return configuration === undefined ? [] : seriesOfCache(world, metadata.name, settingsIn(configuration));
  });
}

function seriesOfCache(world: World, name: string, settings: Settings): HealthySeries[] {
  const sets = ofKind(world, 'StatefulSet').filter(({ metadata }) =>
    [name, `${name}-sentinel`].includes(metadata.name),
  );
  return [
    ...endpointSeries(world, name),
    ...sets.flatMap(({ metadata, spec }) => {
      const pods = Array.from({ length: spec.replicas }, (_, index) => `${metadata.name}-${index}`);
      const isData = spec.template.metadata.labels['app.kubernetes.io/component'] === 'data';
      return pods.flatMap((pod, index) => [
        series('redis_up', { namespace: world.environment.namespace, pod }, 1),
        ...(isData
          ? dataSeries(world, pod, index === 0 ? pods.slice(1) : undefined, settings)
          : sentinelSeries(world, name, pod)),
        ...cacheVolume(world, pod, spec.volumeClaimTemplates[0], isData ? settings.maxMemory : 0),
      ]);
    }),
  ];
}

/** Pods of the endpoint that all lead to the one primary. */
function endpointSeries(world: World, name: string): HealthySeries[] {
  const endpoint = ofKind(world, 'Deployment').find(({ metadata }) => metadata.name === `${name}-endpoint`);
  const pods = Array.from(
    { length: endpoint?.spec.replicas ?? 0 },
    (_, index) => `${name}-endpoint-7f9c8d-x7k2${'pq'[index]}`,
  );
  return pods.flatMap(pod => {
    const labels = { namespace: world.environment.namespace, pod };
    return [
      series('haproxy_backend_active_servers', { ...labels, proxy: 'cache' }, 1),
      series('haproxy_process_current_connections', labels, 1000),
      series('haproxy_process_max_connections', labels, 2000),
    ];
  });
}

interface Settings {
  readonly maxMemory: number;
  readonly evicts: boolean;
}

function settingsIn(configuration: string): Settings {
  const setting = (name: string) => new RegExp(`^${name} (.*)$`, 'm').exec(configuration)?.[1] ?? '';
  return { maxMemory: Number(setting('maxmemory')), evicts: setting('maxmemory-policy') !== 'noeviction' };
}

/** `replicas`: of the primary. */
function dataSeries(
  { environment: { namespace } }: World,
  pod: string,
  replicas: readonly string[] | undefined,
  { maxMemory, evicts }: Settings,
): HealthySeries[] {
  const labels = { namespace, pod };
  const replica = (name: string) => ({
    ...labels,
    slave_ip: name,
    slave_port: '6379',
    slave_state: 'online',
  });
  return [
    series(
      'redis_instance_info',
      { ...labels, role: replicas ? 'master' : 'slave', redis_mode: 'standalone' },
      1,
    ),
    series('redis_connected_slaves', labels, replicas?.length ?? 0),
    ...(replicas ?? []).map(name =>
      series('redis_connected_slave_lag_seconds', replica(name), cycle([5, 0], [5, 1])),
    ),
    series('redis_memory_max_bytes', labels, maxMemory),
    series('redis_memory_used_bytes', labels, evicts ? maxMemory : maxMemory * 0.8),
    series('redis_errors_total', { ...labels, err: 'OOM' }, 7),
    series('redis_aof_last_write_status', labels, 1),
    series('redis_aof_last_bgrewrite_status', labels, 1),
  ];
}

function sentinelSeries({ environment: { namespace } }: World, name: string, pod: string): HealthySeries[] {
  const master = { namespace, pod, master_name: name };
  const address = `${name}-0.${name}.${namespace}.svc:6379`;
  return [
    series('redis_instance_info', { namespace, pod, role: 'sentinel', redis_mode: 'sentinel' }, 1),
    series('redis_sentinel_masters', { namespace, pod }, 1),
    series('redis_sentinel_master_status', { ...master, master_address: address, master_status: 'ok' }, 1),
    series('redis_sentinel_master_ckquorum_status', { ...master, message: 'OK 3 usable Sentinels' }, 1),
  ];
}

/**
 * The file grows from all data to half as much again, then a rewrite writes all data anew next to it. Below 16 MiB no
 * rewrite begins. Nothing but a few kilobytes where there is no data.
 */
function cacheVolume({ environment: { namespace } }: World, pod: string, claim: Manifest, data: number) {
  const volume = {
    namespace,
    claim: `${claim.metadata.name}-${pod}`,
    size: claim.spec.resources.requests.storage,
  };
  if (data === 0) return volumeSeries('cache', volume, free => constant(free(8192)));
  const grown = Math.max(data * 1.5, 16 * 2 ** 20);
  return volumeSeries('cache', volume, free =>
    cycle([60, free(data)], [60, free(grown)], [rewriteMinutes, free(grown + data * 1.4)]),
  );
}
