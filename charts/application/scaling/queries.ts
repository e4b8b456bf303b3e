import type { ScalingRule } from '../../../config/application/scale.ts';
import { quotient } from '../../../config/units/numbers.ts';
import type { Quantity } from '../../../config/units/quantity.ts';
import { activeSeries } from '../series.ts';
import { podNamesOf, type WorkloadKind } from '../workload.ts';
import type { ScalingTarget } from './target.ts';

/** The window of every rate: four scrapes of 30 s, so that one failed scrape does not matter. */
const window = '2m';

/**
 * HTTP requests a minute to all replicas of the active color. Without requests it is 0, but only while Prometheus reaches
 * the application. Otherwise the query has no answer, which is an error and not a reason to scale down.
 */
export function requestsPerMinute({ namespace, name, counter }: ScalingTarget): string {
  if (counter === undefined) throw new Error(`${name}: nothing counts its requests; name metrics.requests`);
  const series = activeSeries(namespace, name);
  return `(sum(rate(${counter.name}{${series}}[${window}])) or sum(up{${series}} == 1) * 0) * 60`;
}

/** The query of a Prometheus rule, averaged over its window. A subquery, so that any query is possible. */
export function averaged({ query, window }: Extract<ScalingRule, { metric: 'Prometheus' }>): string {
  return `avg_over_time((${query})[${window.toSeconds()}s:15s])`;
}

/** Average CPU of the active color's pods in percent of their requests, as an HPA computes it. */
export function cpuUtilization(target: ScalingTarget): string {
  const usage = `rate(container_cpu_usage_seconds_total{${containerSeries(target)}}[${window}])`;
  return percentOf(target, usage, quotient(target.requests.cpu.in('m'), 1000));
}

/** Average memory of the active color's pods in percent of their requests, as an HPA computes it. */
export function memoryUtilization(target: ScalingTarget): string {
  const usage = `container_memory_working_set_bytes{${containerSeries(target)}}`;
  return percentOf(target, usage, bytes(target.requests.memory));
}

const replicasMetric: Readonly<Record<WorkloadKind, { readonly metric: string; readonly label: string }>> = {
  Rollout: { metric: 'rollout_info_replicas_desired', label: 'name' },
  Deployment: { metric: 'kube_deployment_spec_replicas', label: 'deployment' },
  StatefulSet: { metric: 'kube_statefulset_replicas', label: 'statefulset' },
};

/**
 * The replicas that the workload should have.
 *
 * Argo Rollouts and kube-state-metrics put the workload's namespace into the label `namespace`; a scrape without
 * `honorLabels` moves it to `exported_namespace`.
 */
export function desiredReplicas({ kind, namespace, name }: ScalingTarget): string {
  const { metric, label } = replicasMetric[kind];
  const [honored, moved] = ['namespace', 'exported_namespace'].map(
    key => `${metric}{${key}="${namespace}",${label}="${name}"}`,
  );
  return `max(${honored} or ${moved})`;
}

/**
 * Only pods behind the active Service count: the other color has no load, and would halve the average. A worker has no
 * other color.
 */
function percentOf({ namespace, name, isScraped }: ScalingTarget, usage: string, request: number): string {
  const isActive = isScraped ? ` and on (pod) up{${activeSeries(namespace, name)}}` : '';
  return `avg(sum by (pod) (${usage})${isActive}) / ${request} * 100`;
}

/** Applications may share the name of a container. */
function containerSeries({ namespace, name, kind, container }: ScalingTarget): string {
  return `namespace="${namespace}",container="${container}",pod=~"${podNamesOf(kind, name)}"`;
}

function bytes(quantity: Quantity): number {
  return quantity.in('');
}
