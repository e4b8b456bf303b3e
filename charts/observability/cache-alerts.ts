import { evictionOf, type ManagedCache } from '../../config/cache.ts';
import { isFirstCache, keyOfCache, type NamedCache, titleOfCache } from '../../config/caches.ts';
import type { Environment } from '../../config/environment.ts';
import { sum } from '../../config/units/numbers.ts';
import { sentinelCount, sentinelName, sentinelPort } from '../cache/endpoints.ts';
import { folders } from '../cache/folders.ts';
import { longestLagSeconds } from '../cache/settings.ts';
import { type Alert, shortestOutage, volumeFull } from './alert.ts';

/** What the alerts of a cache are about. */
interface Watched {
  readonly namespace: string;
  /** Name of the cache, and of the master that the sentinels watch. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** Name of the sentinels. */
  readonly sentinel: string;
  /** Labels of the metrics of its data pods. */
  readonly data: string;
}

/** The alerts of a cache. Metrics: redis_exporter, seen next to Redis 7.0.15 and a sentinel. */
export function cacheAlerts({ namespace }: Environment, [name, cache]: NamedCache): Alert[] {
  const data = `namespace="${namespace}",pod=~"${name}-[0-9]+"`;
  const watched = { namespace, name, title: `the ${titleOfCache(name)}`, sentinel: sentinelName(name), data };
  return [
    ...primaries(watched),
    ...(cache.replicas > 2 ? [writesRefused(watched)] : []),
    replicasMissing(watched, sum(cache.replicas, -1)),
    ...quorum(watched),
    ...memoryFull(watched, cache),
    ...appendOnlyFile(watched),
    cacheVolumeFull(watched),
  ];
}

/** Labels that select pods of a cache on the command line. */
export function selectorOf(cache: string, component: 'sentinel' | 'endpoint'): string {
  const selector = `app.kubernetes.io/component=${component}`;
  return isFirstCache(cache) ? selector : `app.kubernetes.io/name=${cache},${selector}`;
}

function primaries({ namespace, name, title, sentinel, data }: Watched): Alert[] {
  const masters = `redis_instance_info{${data},role="master"}`;
  const script = `. ${folders.configuration}/common.sh && ask localhost ${sentinelPort} sentinel masters`;
  const ask = `kubectl -n ${namespace} exec ${sentinel}-0 -c sentinel -- sh -c '${script}'`;
  return [
    {
      name: 'CacheWithoutPrimary',
      expr: `absent(${masters})`,
      for: shortestOutage,
      severity: 'critical',
      summary: `The ${titleOfCache(name)} accepts no writes`,
      description: `A failover takes less than a minute, so this one is stuck. A waiting pod logs its reason: ${waitingReason(namespace, `${name}-0`)}. Check every data pod, and with -c sentinel ${sentinel}-0 to ${sentinel}-${sentinelCount - 1}. Two of ${sentinelCount} sentinels must agree on a primary: ${ask}.`,
    },
    {
      name: 'CacheTwoPrimaries',
      expr: `count(${masters}) > 1`,
      for: shortestOutage,
      severity: 'critical',
      summary: `{{ $value }} pods of ${title} say that they are primary`,
      description: `Writes to the one that the sentinels do not know will be lost. Find out which one they know: ${ask}. Restart the other: kubectl -n ${namespace} delete pod POD. It returns as a replica.`,
    },
  ];
}

/**
 * Counts replicas as `min-replicas-to-write` does: those that are in sync and answered recently (valkey
 * `src/replication.c`, `refreshGoodReplicasCount`). A replica that is still copying the data is not `online`.
 */
function writesRefused({ namespace, name, data }: Watched): Alert {
  return {
    name: 'CacheWritesRefused',
    expr: [
      `(count(redis_connected_slave_lag_seconds{${data},slave_state="online"} <= ${longestLagSeconds}) or vector(0)) < 1`,
      `  and on () redis_instance_info{${data},role="master"}`,
    ].join('\n'),
    for: shortestOutage,
    severity: 'critical',
    summary: `The ${titleOfCache(name)} refuses every write: its primary has no replica`,
    description: `Every write is answered with NOREPLICAS, because it would be lost with the primary. Reads still work. Look at the data pods, kubectl -n ${namespace} get pods -l app.kubernetes.io/name=${name},app.kubernetes.io/component=data, and at the reason why one of them waits: ${waitingReason(namespace, `${name}-0`)}. Writes work again as soon as one replica is in sync.`,
  };
}

/** Prints why a pod waits: it logs a line with this prefix whenever the reason changes (`scripts/common.sh`). */
function waitingReason(namespace: string, pod: string): string {
  return `kubectl -n ${namespace} logs ${pod} -c valkey | grep ^waiting: | tail -n 1`;
}

function replicasMissing({ namespace, name, title, data }: Watched, replicas: number): Alert {
  return {
    name: 'CacheReplicaMissing',
    expr: `max(redis_connected_slaves{${data}}) < ${replicas}`,
    for: '10m',
    severity: 'warning',
    summary: `The primary of ${title} has {{ $value }} of ${replicas} replicas`,
    description: `Without any replica the primary refuses writes or cannot be replaced. Look at the pods and their logs: kubectl -n ${namespace} get pods -l app.kubernetes.io/name=${name}.`,
  };
}

/** A sentinel that waits for a primary answers, but watches no primary. */
function quorum({ namespace, name, title, sentinel }: Watched): Alert[] {
  const sentinels = `namespace="${namespace}",pod=~"${sentinel}-[0-9]+"`;
  const look = `kubectl -n ${namespace} get pods -l ${selectorOf(name, 'sentinel')}`;
  return [
    {
      name: 'CacheSentinelMissing',
      expr: `(count(redis_sentinel_master_status{${sentinels},master_name="${name}"}) or vector(0)) < ${sentinelCount}`,
      for: '10m',
      severity: 'warning',
      summary: `{{ $value }} of ${sentinelCount} sentinels watch ${title}`,
      description: `If one more is lost, no failover is possible. Look at them: ${look}. One that runs but is not ready logs the reason: kubectl -n ${namespace} logs POD -c sentinel | grep ^waiting: | tail -n 1.`,
    },
    {
      name: 'CacheWithoutQuorum',
      expr: `(max(redis_sentinel_master_ckquorum_status{${sentinels},master_name="${name}"}) or vector(0)) == 0`,
      for: shortestOutage,
      severity: 'critical',
      summary: `The sentinels cannot replace the primary of ${title}`,
      description: `A primary that fails now stays down. If no sentinel runs, no client finds the primary. Look at the sentinels, ${look}, and at the NetworkPolicy ${sentinel}, which lets them reach each other.`,
    },
  ];
}

/** What a person can do about a full memory, other than give it more, by profile. */
const lessData: Readonly<Record<ManagedCache['profile'], string>> = {
  cache: 'give keys a time to live',
  queue: 'find out why jobs are not worked off',
  session: 'give sessions a shorter time to live',
};

/**
 * A cache that evicts keys is normally full, so only refused writes are worth an alert. A policy `volatile-…` never evicts
 * keys without a time to live. A queue or sessions must never be full: every write is refused then.
 */
function memoryFull({ name, data }: Watched, cache: ManagedCache): Alert[] {
  const change = `Raise ${keyOfCache(name)}.memory in the environment file, or ${lessData[cache.profile]}.`;
  const outOfMemory: Alert = {
    name: 'CacheOutOfMemory',
    expr: `sum by (pod) (rate(redis_errors_total{${data},err="OOM"}[2m])) > 0`,
    for: '30s',
    severity: 'critical',
    summary: '{{ $labels.pod }} refuses writes because its memory is full',
    description: `The server finds no key to evict (${evictionOf(cache)}). ${change}`,
  };
  if (cache.profile === 'cache') return [outOfMemory];
  return [
    outOfMemory,
    {
      name: 'CacheMemoryFull',
      expr: `redis_memory_used_bytes{${data}} / (redis_memory_max_bytes{${data}} > 0) > 0.9`,
      for: '5m',
      severity: 'critical',
      summary: '{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its memory for data',
      description: `At the limit the server refuses every write. ${change}`,
    },
  ];
}

/**
 * redis_exporter gives 1 or 0 for the server's last write to the append-only file and for its last rewrite
 * (`exporter/metrics.go`). `test/cluster/cache/full-volume.test.ts` shows a server that cannot write.
 */
function appendOnlyFile({ namespace, name, data }: Watched): Alert[] {
  const inPod = `kubectl -n ${namespace} exec {{ $labels.pod }} -c valkey --`;
  return [
    {
      name: 'CacheWritesFail',
      expr: `redis_aof_last_write_status{${data}} == 0`,
      for: '1m',
      severity: 'critical',
      summary: '{{ $labels.pod }} cannot write its append-only file',
      description: `It answers every write, and PING, with MISCONF. If it is the primary, the sentinels replace it with a pod that can write. A replica with a full volume stops, so full volumes of all pods stop all writes. See what takes the space: ${inPod} du -ak ${folders.data}. ${growVolume(namespace, name, 'data-{{ $labels.pod }}')}. With free space the server recovers automatically.`,
    },
    {
      name: 'CacheRewriteFails',
      expr: `redis_aof_last_bgrewrite_status{${data}} == 0`,
      for: '15m',
      severity: 'warning',
      summary: '{{ $labels.pod }} cannot rewrite its append-only file',
      description: `The file grows until the volume is full. See why: kubectl -n ${namespace} logs {{ $labels.pod }} -c valkey --tail=100. Usual reasons: no space on the volume (${inPod} df -k ${folders.data}), or no memory for the fork.`,
    },
  ];
}

/**
 * Half of the smallest volume is free, except for the minutes of a rewrite, which may fill it. The volume of a sentinel
 * holds a few kilobytes.
 */
function cacheVolumeFull({ namespace, name }: Watched): Alert {
  return volumeFull(
    { name: 'CacheVolumeFull', namespace, claims: `data-${name}(-sentinel)?-[0-9]+` },
    `A data pod with a full volume refuses every write. A sentinel forgets at its next start what it could not save. The pod's name is the claim's name without data-. See what takes the space: kubectl -n ${namespace} exec POD -- du -ak ${folders.data}. ${growVolume(namespace, name, '{{ $labels.persistentvolumeclaim }}')}.`,
  );
}

/** How to grow a volume. The quota follows the environment file; a StatefulSet cannot change the claims of its template. */
function growVolume(namespace: string, name: string, claim: string): string {
  const size = `'{"spec":{"resources":{"requests":{"storage":"SIZE"}}}}'`;
  return `Raise ${keyOfCache(name)}.storage in the environment file, because the quota follows it. Then, if the StorageClass allows it: kubectl -n ${namespace} patch pvc ${claim} -p ${size}. The remaining steps are under "A larger volume" in docs/cache.md`;
}
