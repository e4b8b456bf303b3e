import { endpointName, titleOfCache } from '../../config/caches.ts';
import type { Environment } from '../../config/environment.ts';
import { sentinelName, sentinelPort } from '../cache/endpoints.ts';
import { folders } from '../cache/folders.ts';
import { endpointPods } from '../cache/resources.ts';
import { podNames } from '../pod-names.ts';
import { type Alert, shortestOutage } from './alert.ts';
import { selectorOf } from './cache-alerts.ts';

/** The alerts of the endpoint. Metrics: the exporter in HAProxy, seen with 2.6.12. */
export function endpointAlerts({ namespace }: Environment, cache: string): Alert[] {
  const title = `the ${titleOfCache(cache)}`;
  const endpoint = endpointName(cache);
  const pods = `namespace="${namespace}",pod=~"${podNames(endpoint)}"`;
  const primaries = `haproxy_backend_active_servers{${pods},proxy="cache"}`;
  const look = `kubectl -n ${namespace} get pods -l ${selectorOf(cache, 'endpoint')}`;
  return [
    withoutPrimary(namespace, cache, primaries),
    {
      name: 'CacheEndpointDown',
      expr: `absent(${primaries})`,
      for: shortestOutage,
      severity: 'critical',
      summary: `No pod of the endpoint of ${title} answers`,
      description: `Clients of ${endpoint} reach nothing; those that ask the sentinels are not affected. Look at the pods: ${look}.`,
    },
    {
      name: 'CacheEndpointMissing',
      expr: `count(${primaries}) < ${endpointPods}`,
      for: '10m',
      severity: 'warning',
      summary: `{{ $value }} of ${endpointPods} pods of the endpoint of ${title} run`,
      description: `If the last one is lost, its clients reach nothing. Look at the pods: ${look}.`,
    },
    {
      name: 'CacheEndpointCrowded',
      expr: `haproxy_process_current_connections{${pods}} / haproxy_process_max_connections{${pods}} > 0.8`,
      for: '5m',
      severity: 'warning',
      summary: '{{ $labels.pod }} has {{ $value | humanizePercentage }} of the connections that it accepts',
      description: `At the limit new clients wait until others leave. Give applications smaller pools of connections, or let those that know Sentinel use ${cache} in place of ${endpoint}.`,
    },
  ];
}

/** A pod reaches no primary. `primaries` counts them for each pod. */
function withoutPrimary(namespace: string, cache: string, primaries: string): Alert {
  const script = `. ${folders.configuration}/common.sh && ask localhost ${sentinelPort} sentinel get-master-addr-by-name ${cache}`;
  return {
    name: 'CacheEndpointWithoutPrimary',
    expr: `${primaries} == 0`,
    for: shortestOutage,
    severity: 'critical',
    summary: `{{ $labels.pod }} finds no primary of the ${titleOfCache(cache)}, and closes every connection`,
    description: `Is there a primary? Ask a sentinel: kubectl -n ${namespace} exec ${sentinelName(cache)}-0 -c sentinel -- sh -c '${script}'. If there is, and it has a replica in sync, the log says why its check fails: kubectl -n ${namespace} logs {{ $labels.pod }} | grep Health. A Service of a data pod that was made again has a new address: delete the pod.`,
  };
}
