import type { Scenario } from '../scenario.ts';

const data = (number: number) => `namespace="production",pod="cache-${number}"`;
const sentinel = (number: number) => `namespace="production",pod="cache-sentinel-${number}"`;
const role = (number: number, name: string) => `redis_instance_info{${data(number)},role="${name}"}`;
const lag = (name: string, state = 'online') =>
  `redis_connected_slave_lag_seconds{${data(0)},slave_ip="${name}",slave_port="6379",slave_state="${state}"}`;
const watches = (number: number) =>
  `redis_sentinel_master_status{${sentinel(number)},master_name="cache",master_address="cache-0:6379",master_status="ok"}`;
const memory = (used: number) => ({
  [`redis_memory_used_bytes{${data(0)}}`]: `${used}x30`,
  [`redis_memory_max_bytes{${data(0)}}`]: '100x30',
});
const errors = (code: string) => `redis_errors_total{${data(0)},err="${code}"}`;
const writes = (number: number) => `redis_aof_last_write_status{${data(number)}}`;
const rewrite = (number: number) => `redis_aof_last_bgrewrite_status{${data(number)}}`;
/** What is left of 100 bytes, a value a minute. */
const volume = (claim: string, available: string) => ({
  [`kubelet_volume_stats_available_bytes{namespace="production",persistentvolumeclaim="${claim}"}`]:
    available,
  [`kubelet_volume_stats_capacity_bytes{namespace="production",persistentvolumeclaim="${claim}"}`]: '100x60',
});
const quorum = (number: number) =>
  `redis_sentinel_master_ckquorum_status{${sentinel(number)},master_name="cache"}`;

const endpoint = (name: string) => `namespace="production",pod="cache-endpoint-7f9c8d-x7k2${name}"`;
const primaries = (name: string) => `haproxy_backend_active_servers{${endpoint(name)},proxy="cache"}`;
const clients = (number: number) => ({
  [`haproxy_process_current_connections{${endpoint('p')}}`]: `${number}x20`,
  [`haproxy_process_max_connections{${endpoint('p')}}`]: '2000x20',
});

function scenario(
  alert: string,
  situation: string,
  at: string,
  rest: Pick<Scenario, 'series' | 'says' | 'labels'>,
): Scenario {
  return { alert, rules: 'cache', situation, at, ...rest };
}

const ofEndpoint: readonly Scenario[] = [
  scenario('CacheEndpointWithoutPrimary', 'a pod finds no primary', '5m', {
    series: { [primaries('p')]: '0x10', [primaries('q')]: '1x10' },
    says: 'cache-endpoint-7f9c8d-x7k2p finds no primary of the cache, and closes every connection',
    labels: { pod: 'cache-endpoint-7f9c8d-x7k2p', proxy: 'cache' },
  }),
  scenario('CacheEndpointWithoutPrimary', 'another pod took over within a minute', '8m', {
    series: { [primaries('p')]: '1x3 0 1x10', [primaries('q')]: '1x14' },
  }),
  scenario('CacheEndpointDown', 'no pod answers', '5m', {
    series: { [primaries('p')]: '1x1 stale' },
    says: 'No pod of the endpoint of the cache answers',
    labels: { proxy: 'cache' },
  }),
  scenario('CacheEndpointDown', 'one of two pods answers', '5m', { series: { [primaries('p')]: '1x10' } }),
  scenario('CacheEndpointMissing', 'one of two pods runs', '15m', {
    series: { [primaries('p')]: '1x20' },
    says: '1 of 2 pods of the endpoint of the cache run',
  }),
  scenario('CacheEndpointMissing', 'both pods run, and a third during an update', '15m', {
    series: { [primaries('p')]: '1x20', [primaries('q')]: '1x20', [primaries('r')]: '1x20' },
  }),
  scenario('CacheEndpointCrowded', 'a pod has nearly all connections that it accepts', '15m', {
    series: clients(1800),
    says: 'cache-endpoint-7f9c8d-x7k2p has 90% of the connections that it accepts',
    labels: { pod: 'cache-endpoint-7f9c8d-x7k2p' },
  }),
  scenario('CacheEndpointCrowded', 'half of the connections are in use', '15m', { series: clients(1000) }),
];

export const scenarios: readonly Scenario[] = [
  ...ofEndpoint,
  scenario('CacheWithoutPrimary', 'all pods are replicas', '5m', {
    series: { [role(0, 'slave')]: '1x10', [role(1, 'slave')]: '1x10' },
    says: 'The cache accepts no writes',
    labels: { role: 'master' },
  }),
  scenario('CacheWithoutPrimary', 'another pod took over', '8m', {
    series: { [role(0, 'master')]: '1x3 _x7', [role(1, 'slave')]: '1x4 _x6', [role(1, 'master')]: '_x4 1x6' },
  }),
  scenario('CacheTwoPrimaries', 'two pods are primary', '5m', {
    series: { [role(0, 'master')]: '1x10', [role(1, 'master')]: '1x10' },
    says: '2 pods of the cache say that they are primary',
  }),
  scenario('CacheTwoPrimaries', 'one pod is primary', '5m', {
    series: { [role(0, 'master')]: '1x10', [role(1, 'slave')]: '1x10' },
  }),
  scenario('CacheReplicaMissing', 'the primary has one replica', '15m', {
    series: {
      [`redis_connected_slaves{${data(0)}}`]: '1x20',
      [`redis_connected_slaves{${data(1)}}`]: '0x20',
    },
    says: 'The primary of the cache has 1 of 2 replicas',
  }),
  scenario('CacheReplicaMissing', 'the primary has both replicas', '15m', {
    series: { [`redis_connected_slaves{${data(0)}}`]: '2x20' },
  }),
  scenario('CacheWritesRefused', 'both replicas are away', '5m', {
    series: { [role(0, 'master')]: '1x10', [lag('cache-1')]: '0x2 stale' },
    says: 'The cache refuses every write: its primary has no replica',
  }),
  scenario('CacheWritesRefused', 'replicas are silent, or still get their copy', '5m', {
    series: {
      [role(0, 'master')]: '1x10',
      [lag('cache-1')]: '0 30 90x10',
      [lag('cache-2', 'wait_bgsave')]: '0x12',
    },
    says: 'The cache refuses every write: its primary has no replica',
  }),
  scenario('CacheWritesRefused', 'one of two replicas is away', '5m', {
    series: { [role(0, 'master')]: '1x10', [lag('cache-1')]: '1x10', [lag('cache-2')]: '0x2 stale' },
  }),
  scenario('CacheWritesRefused', 'there is no primary, which another alert tells', '5m', {
    series: { [role(1, 'slave')]: '1x10' },
  }),
  scenario('CacheSentinelMissing', 'one sentinel is gone', '15m', {
    series: { [watches(0)]: '1x20', [watches(1)]: '1x20' },
    says: '2 of 3 sentinels watch the cache',
  }),
  scenario('CacheSentinelMissing', 'one sentinel answers, and waits for a primary', '15m', {
    series: {
      [watches(0)]: '1x20',
      [watches(1)]: '1x20',
      [`redis_up{${sentinel(2)}}`]: '1x20',
      [`redis_sentinel_masters{${sentinel(2)}}`]: '0x20',
    },
    says: '2 of 3 sentinels watch the cache',
  }),
  scenario('CacheSentinelMissing', 'all sentinels watch', '15m', {
    series: { [watches(0)]: '1x20', [watches(1)]: '1x20', [watches(2)]: '1x20' },
  }),
  scenario('CacheWithoutQuorum', 'no sentinel answers', '5m', {
    series: { [role(0, 'master')]: '1x10' },
    says: 'The sentinels cannot replace the primary of the cache',
  }),
  scenario('CacheWithoutQuorum', 'no sentinel finds a quorum', '5m', {
    series: { [quorum(0)]: '0x10', [quorum(1)]: '0x10' },
    says: 'The sentinels cannot replace the primary of the cache',
  }),
  scenario('CacheWithoutQuorum', 'one sentinel finds a quorum', '5m', {
    series: { [quorum(0)]: '0x10', [quorum(1)]: '1x10' },
  }),
  scenario('CacheOutOfMemory', 'every write is refused', '5m', {
    series: { [errors('OOM')]: '0+60x20', [errors('ERR')]: '0+60x20' },
    says: 'cache-0 refuses writes because its memory is full',
    labels: { pod: 'cache-0' },
  }),
  scenario('CacheOutOfMemory', 'the memory is full, and keys are evicted', '20m', {
    series: { ...memory(100), [errors('OOM')]: '3x30', [errors('ERR')]: '0+60x30' },
  }),
  scenario('CacheMemoryFull', 'memory is nearly full, and no key is evicted', '20m', {
    series: memory(95),
    says: 'cache-0 uses 95% of its memory for data',
    labels: { pod: 'cache-0' },
  }),
  scenario('CacheMemoryFull', 'half of the memory is used', '20m', { series: memory(50) }),
  scenario('CacheWritesFail', 'the volume of a pod is full', '5m', {
    series: { [writes(0)]: '0x10', [writes(1)]: '1x10' },
    says: 'cache-0 cannot write its append-only file',
    labels: { pod: 'cache-0' },
  }),
  scenario('CacheWritesFail', 'all pods write', '5m', {
    series: { [writes(0)]: '1x10', [writes(1)]: '1x10' },
  }),
  scenario('CacheRewriteFails', 'rewrites fail for lack of room', '20m', {
    series: { [rewrite(1)]: '1x2 0x20' },
    says: 'cache-1 cannot rewrite its append-only file',
    labels: { pod: 'cache-1' },
  }),
  scenario('CacheRewriteFails', 'one rewrite failed, and the next succeeded', '20m', {
    series: { [rewrite(1)]: '1x2 0x5 1x20' },
  }),
  scenario('CacheVolumeFull', 'a tenth of the volume is left', '15m', {
    series: volume('data-cache-1', '10x20'),
    says: 'The volume data-cache-1 has 10% of its space left',
    labels: { persistentvolumeclaim: 'data-cache-1' },
  }),
  scenario('CacheVolumeFull', 'the volume of a sentinel is full', '15m', {
    series: volume('data-cache-sentinel-2', '0x20'),
    says: 'The volume data-cache-sentinel-2 has 0% of its space left',
    labels: { persistentvolumeclaim: 'data-cache-sentinel-2' },
  }),
  scenario(
    'CacheVolumeFull',
    'the least volume, with full memory, before, during and after a rewrite',
    '40m',
    {
      series: volume('data-cache-0', '66x5 60 55 50x15 30 14 10 5 1 1 1 66x20'),
    },
  ),
  scenario('CacheVolumeFull', 'the volume of the database is full', '15m', {
    series: volume('database-1', '1x20'),
  }),
];
