import { int32, maxInt32 } from './amounts.ts';
import type { ControllerFlags } from './flags.ts';
import type { Metric } from './metric.ts';
import type { ContainerRequests, Observation, Reading, Sample } from './observation.ts';
import { groupPods, podRequest, readyPods } from './pods.ts';
import { isWithin, type Tolerance } from './tolerance.ts';
import { average, type Usage, utilization } from './usage.ts';

/** What one metric asks for. */
export interface Proposal {
  readonly replicas: number;
  /** Current over target, as first measured. */
  readonly ratio: number;
  /** Whole percent of the request, thousandths a pod, or thousandths of the service. */
  readonly current: number;
}

/** Why one metric asks for nothing. */
export interface Failure {
  readonly failure: string;
}

/** What stays the same between syncs. */
export interface Setting {
  readonly tolerance: Tolerance;
  readonly flags: ControllerFlags;
  readonly containers: ContainerRequests;
}

/** The replicas that one metric asks for. */
export function propose(metric: Metric, observation: Observation, setting: Setting): Proposal | Failure {
  const reading = observation.readings.get(metric.key);
  if (reading === undefined) return { failure: 'the metric could not be had' };
  if ('samples' in reading) return proposeFromPods(metric, reading.samples, observation, setting);
  return metric.target.kind === 'value'
    ? proposeFromValue(metric, reading, observation, setting)
    : proposeFromValuePerPod(metric, reading, observation, setting);
}

function proposeFromPods(
  metric: Metric,
  samples: ReadonlyMap<number, Sample>,
  observation: Observation,
  setting: Setting,
): Proposal | Failure {
  const { pods, replicas } = observation;
  if (pods.length === 0) return { failure: 'no pod matches the selector' };
  const groups = groupPods(observation, samples, metric.resource, setting.flags);
  const values = new Map<number, number>();
  for (const [id, sample] of samples) values.set(id, sample.value);
  for (const id of groups.ignored) values.delete(id);
  for (const id of groups.unready) values.delete(id);
  if (values.size === 0) return { failure: 'no pod that counts has a value' };

  const scale = scaleOf(metric, observation, setting);
  if ('failure' in scale) return scale;
  const first = scale.usage(values);
  if (first === undefined) return { failure: 'no value belongs to a pod that is known' };
  const { ratio } = first;
  const withUnready = groups.unready.length > 0 && ratio > 1;
  if (!withUnready && groups.missing.length === 0) {
    if (isWithin(setting.tolerance, ratio)) return { replicas, ...first };
    return { replicas: int32(Math.ceil(ratio * groups.readyCount)), ...first };
  }

  // Doubtful pods are counted so that they dampen: idle on the way up, busy on the way down.
  if (ratio < 1) for (const id of groups.missing) values.set(id, scale.busy);
  else if (ratio > 1) for (const id of groups.missing) values.set(id, 0);
  if (withUnready) for (const id of groups.unready) values.set(id, 0);
  const again = scale.usage(values)?.ratio;
  if (again === undefined) return { failure: 'no value belongs to a pod that is known' };
  const dampened = int32(Math.ceil(again * values.size));
  const turned = (ratio < 1 && again > 1) || (ratio > 1 && again < 1);
  const contradicts = (again < 1 && dampened > replicas) || (again > 1 && dampened < replicas);
  const stays = isWithin(setting.tolerance, again) || turned || contradicts;
  return { ...first, replicas: stays ? replicas : dampened };
}

/** How a metric of pods is averaged, and what a pod without a value counts as on the way down. */
interface Averaging {
  readonly usage: (values: ReadonlyMap<number, number>) => Usage | undefined;
  readonly busy: number;
}

function scaleOf(metric: Metric, { pods }: Observation, { containers }: Setting): Averaging | Failure {
  const { target, resource, container } = metric;
  if (target.kind !== 'utilization') {
    return { usage: values => average(values, target.amount), busy: target.amount };
  }
  const request = podRequest(containers, resource ?? '', container);
  if (request === undefined) return { failure: `a container has no request for ${resource}` };
  const known = new Set(pods.map(pod => pod.id));
  return {
    usage: values => utilization(values, id => (known.has(id) ? request : undefined), target.amount),
    busy: Math.trunc((request * Math.max(100, target.amount)) / 100),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Target `Value`: the service's value over the target scales the ready pods. */
function proposeFromValue(
  { target }: Metric,
  { values }: Extract<Reading, { values: readonly number[] }>,
  { replicas, pods }: Observation,
  { tolerance }: Setting,
): Proposal | Failure {
  const current = sum(values);
  const ratio = current / target.amount;
  if (isWithin(tolerance, ratio)) return { replicas, ratio, current };
  if (pods.length === 0) return { failure: 'no pod matches the selector' };
  const wanted = ratio * readyPods(pods);
  return { replicas: wanted > maxInt32 ? maxInt32 : int32(Math.ceil(wanted)), ratio, current };
}

/** Target `AverageValue`: the service's value over the target is the replica count. */
function proposeFromValuePerPod(
  { target, key }: Metric,
  { values }: Extract<Reading, { values: readonly number[] }>,
  { statusReplicas }: Observation,
  { tolerance }: Setting,
): Proposal {
  const current = sum(values);
  const ratio = current / (target.amount * statusReplicas);
  if (isWithin(tolerance, ratio)) return { replicas: statusReplicas, ratio, current };
  const wanted = Math.ceil(current / target.amount);
  const isCapped = key.startsWith('external/') && wanted > maxInt32;
  return { replicas: isCapped ? maxInt32 : int32(wanted), ratio, current };
}
