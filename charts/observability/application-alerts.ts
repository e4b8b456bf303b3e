import { Duration } from 'cdk8s';
import { type Application, listens } from '../../config/application/application.ts';
import type { BlueGreen } from '../../config/application/delivery.ts';
import { metricsOf, type RequestCounter } from '../../config/application/metrics.ts';
import type { ScaleRange } from '../../config/application/scale.ts';
import type { Environment } from '../../config/environment.ts';
import { formatDuration } from '../../config/units/duration.ts';
import { largest } from '../../config/units/numbers.ts';
import { longestAnalysisSeconds } from '../application/analysis/limits.ts';
import { desiredReplicas } from '../application/scaling/queries.ts';
import { type ScalingTarget, scalingTarget } from '../application/scaling/target.ts';
import { activeSeries, errorsOf } from '../application/series.ts';
import { isIdle, leastReplicas, podNamesOf, type WorkloadKind } from '../application/workload.ts';
import { type Alert, seriesOfObjects, shortestOutage } from './alert.ts';
import { jobBeforeReleaseFailed, scheduledJobAlerts } from './job-alerts.ts';

/** The share of answers with a 5xx that wakes a person. */
const tolerableErrors = 0.05;

/** A window of two and a half scrapes, of which a minute of failures is most. */
const shortWindow = '75s';

/** With fewer errors in that window the share means little. */
const fewErrors = 10;

/** The alerts of one application. */
export function applicationAlerts(environment: Environment, name: string, application: Application): Alert[] {
  if (application.schedule) return scheduledJobAlerts(environment.namespace, name, application.schedule);
  const target = scalingTarget({ environment, name, application });
  const { beforeRelease, delivery, scale } = application;
  const least = leastReplicas(scale);
  return [
    ...(isIdle(least) ? [] : [downOf(target, application), replicasMissing(target, least)]),
    ...(target.counter ? errorAlerts(target, target.counter) : []),
    restarting(target),
    ...(metricsOf(application) && !listens(application) ? [metricsMissing(target)] : []),
    ...(delivery.strategy === 'blueGreen' ? [releaseFailed(target), releaseWaiting(target, delivery)] : []),
    ...(beforeRelease ? [jobBeforeReleaseFailed(environment.namespace, name)] : []),
    ...(typeof scale === 'number' ? [] : [atMaximum(target, scale), autoscalerBlind(target, isIdle(least))]),
  ];
}

function downOf(target: ScalingTarget, application: Application): Alert {
  if (!listens(application)) return stopped(target);
  return metricsOf(application) ? down(target) : noneReady(target);
}

/** Without metrics, only the replicas that are ready show it. */
function noneReady({ namespace, name, kind }: ScalingTarget): Alert {
  return {
    name: 'ApplicationDown',
    expr: `max(${availableReplicas(kind, namespace, name)}) < 1`,
    for: shortestOutage,
    severity: 'critical',
    summary: `${name} answers no requests`,
    description: `No pod behind the Service ${name} is ready. Look at the pods: kubectl -n ${namespace} get pods -l app=${name}.`,
  };
}

/** A pod that is not ready gets no requests of users, but still answers Prometheus. */
function down({ namespace, name, kind }: ScalingTarget): Alert {
  return {
    name: 'ApplicationDown',
    expr: `absent(up{${activeSeries(namespace, name)}} == 1) or max(${availableReplicas(kind, namespace, name)}) < 1`,
    for: shortestOutage,
    severity: 'critical',
    summary: `${name} answers no requests`,
    description: `No pod behind the Service ${name} is ready, or none answers Prometheus. Look at the pods: kubectl -n ${namespace} get pods -l app=${name}. If they are ready, Prometheus cannot reach them: check its targets page and the NetworkPolicy ${name}.`,
  };
}

/** Of a worker, which may work while no one reads its metrics. */
function stopped({ namespace, name, kind }: ScalingTarget): Alert {
  return {
    name: 'ApplicationDown',
    expr: `max(${availableReplicas(kind, namespace, name)}) < 1`,
    for: shortestOutage,
    severity: 'critical',
    summary: `${name} does no work`,
    description: `No pod of it is ready, so what it should do waits. Look at the pods: kubectl -n ${namespace} get pods -l app=${name}, then at their events and logs.`,
  };
}

/**
 * A worker does its work while Prometheus cannot read its metrics, so it waits for the day. Without pods nothing is missing.
 *
 * Source of the label `job`: prometheus-operator `pkg/prometheus/promcfg.go`, that of a PodMonitor.
 */
function metricsMissing({ namespace, name }: ScalingTarget): Alert {
  return {
    name: 'ApplicationMetricsMissing',
    expr: `count(up{namespace="${namespace}",job="${namespace}/${name}"} == 0) > 0`,
    for: '15m',
    severity: 'warning',
    summary: `Prometheus reads no metrics of {{ $value }} of the pods of ${name}`,
    description: `Alerts, scaling rules and panels that ask for its metrics see nothing. The reason is on the targets page of Prometheus. No connection: the container must listen on metrics.port on all addresses, not only on localhost. 404: change metrics.path.`,
  };
}

function replicasMissing({ namespace, name, kind }: ScalingTarget, least: number): Alert {
  return {
    name: 'ApplicationReplicasMissing',
    expr: `max(${availableReplicas(kind, namespace, name)}) < ${least}`,
    for: '15m',
    severity: 'warning',
    summary: `${name} has {{ $value }} of at least ${least} replicas`,
    description: `Pods do not start or do not become ready. Find the reason: kubectl -n ${namespace} get events --sort-by=.lastTimestamp. Pending pods mean that nodes or zones are full. A quota that is used up shows in kubectl -n ${namespace} describe resourcequota quota.`,
  };
}

function errorAlerts({ namespace, name, kind }: ScalingTarget, counter: RequestCounter): Alert[] {
  const of = (answers: string, window: string) =>
    `${counter.name}{${activeSeries(namespace, name)}${answers}}[${window}]`;
  const failed = `,${errorsOf(counter)}`;
  const description = `If a release went out just before, undo it: ${undo(kind, namespace, name)}, and revert the commit. Otherwise look at the logs, kubectl -n ${namespace} logs -l app=${name} --tail=100, and at the alerts of its dependencies.`;
  return [
    {
      name: 'ApplicationFails',
      expr: [
        `sum(rate(${of(failed, shortWindow)})) / sum(rate(${of('', shortWindow)})) > 0.5`,
        `  and sum(increase(${of(failed, shortWindow)})) > ${fewErrors}`,
      ].join('\n'),
      for: shortestOutage,
      severity: 'critical',
      summary: `${name} answers most requests with an error: {{ $value | humanizePercentage }}`,
      description,
    },
    {
      name: 'ApplicationErrors',
      expr: `sum(rate(${of(failed, '5m')}))\n  / sum(rate(${of('', '5m')})) > ${tolerableErrors}`,
      for: '5m',
      severity: 'critical',
      summary: `${name} answers {{ $value | humanizePercentage }} of its requests with an error`,
      description,
    },
  ];
}

function restarting({ namespace, name, kind, container }: ScalingTarget): Alert {
  return {
    name: 'ApplicationRestarting',
    expr: `sum(increase(kube_pod_container_status_restarts_total{namespace="${namespace}",container="${container}",pod=~"${podNamesOf(kind, name)}"}[15m])) > 3`,
    for: '5m',
    severity: 'warning',
    summary: `Containers of ${name} keep restarting`,
    description: `Find out why the last one ended: kubectl -n ${namespace} describe pods -l app=${name}. OOMKilled: raise limits.memory. Failed liveness probe: the health path must not depend on the dependencies of the application.`,
  };
}

function releaseFailed({ namespace, name }: ScalingTarget): Alert {
  return {
    name: 'ReleaseFailed',
    expr: seriesOfObjects(
      'rollout_info',
      namespace,
      `name="${name}",phase=~"Abort|Error|Timeout|InvalidSpec"`,
    ),
    for: '1m',
    severity: 'warning',
    summary: `The release of ${name} failed; users are on the old version`,
    description: `Find out which analysis failed: kubectl argo rollouts get rollout ${name} -n ${namespace}. Git still has the new version: revert the commit, or release a fix.`,
  };
}

/** A Rollout is also paused during its analyses. */
function releaseWaiting({ namespace, name }: ScalingTarget, { analysis }: BlueGreen): Alert {
  const seconds = largest(3600, longestAnalysisSeconds(analysis));
  return {
    name: 'ReleaseWaiting',
    expr: seriesOfObjects('rollout_info', namespace, `name="${name}",phase="Paused"`),
    for: formatDuration(Duration.seconds(seconds)),
    severity: 'warning',
    summary: `A release of ${name} waits for a person`,
    description: `It is not promoted automatically, or its analysis found no data. Look at it, kubectl argo rollouts get rollout ${name} -n ${namespace}, then abort or promote it: kubectl argo rollouts promote ${name} -n ${namespace}.`,
  };
}

/** If both bounds are equal, the maximum is the normal state. */
function atMaximum(target: ScalingTarget, { min, max: most }: Pick<ScaleRange, 'min' | 'max'>): Alert {
  return {
    name: 'AutoscalerAtMaximum',
    expr: `${desiredReplicas(target)} >= ${most} > ${min}`,
    for: '15m',
    severity: 'warning',
    summary: `${target.name} runs all of its ${most} replicas`,
    description: `It cannot serve more load. Raise scale.max of ${target.name} in the environment file; the quota follows. If the load is not real traffic, find its source first.`,
  };
}

/** Without replicas an autoscaler does not look at its metrics, which is the normal state of a minimum of 0. */
function autoscalerBlind(target: ScalingTarget, mayBeIdle: boolean): Alert {
  const { namespace, name } = target;
  const isBlind = `max(kube_horizontalpodautoscaler_status_condition{namespace="${namespace}",horizontalpodautoscaler="${name}",condition="ScalingActive",status="false"}) > 0`;
  return {
    name: 'AutoscalerBlind',
    expr: mayBeIdle ? `${isBlind}\n  and ${desiredReplicas(target)} > 0` : isBlind,
    for: '10m',
    severity: 'warning',
    summary: `The autoscaler of ${name} reads no metrics`,
    description: `It neither adds nor removes replicas. The reason is in kubectl -n ${namespace} describe hpa ${name}. Check the metrics server for CPU and memory, KEDA and Prometheus for other metrics.`,
  };
}

function undo(kind: WorkloadKind, namespace: string, name: string): string {
  return kind === 'Rollout'
    ? `kubectl argo rollouts undo ${name} -n ${namespace}`
    : `kubectl rollout undo ${kind.toLowerCase()}/${name} -n ${namespace}`;
}

/** PromQL for the available replicas of the active color: argo-rollouts `rollout/bluegreen.go`, `calculateBlueGreenStatus`. */
function availableReplicas(kind: WorkloadKind, namespace: string, name: string): string {
  if (kind === 'Rollout') {
    return seriesOfObjects('rollout_info_replicas_available', namespace, `name="${name}"`);
  }
  const object = kind.toLowerCase();
  return seriesOfObjects(`kube_${object}_status_replicas_available`, namespace, `${object}="${name}"`);
}
