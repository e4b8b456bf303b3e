import { int32, maxInt32 } from './amounts.ts';
import type { ControllerFlags } from './flags.ts';
import type { Metric } from './metric.ts';
import type { ContainerRequests, Observation, Pod, Reading, Sample } from './observation.ts';
import { groupPods, type PodGroups, podRequest, readyPods } from './pods.ts';
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
  /** What one pod asks for, by the key of each utilization metric; see `requestsOf`. */
  readonly requests: ReadonlyMap<string, number>;
}

/** What a pod requests, by metric; a metric has no entry when a container has no request for it. */
export function requestsOf(metrics: readonly Metric[], containers: ContainerRequests): Map<string, number> {
  const requests = new Map<string, number>();
  for (const { key, target, resource, container } of metrics) {
    if (target.kind !== 'utilization' || resource === undefined) continue;
    const request = podRequest(containers, resource, container);
    if (request !== undefined) requests.set(key, request);
  }
  return requests;
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

  const isUtilization = metric.target.kind === 'utilization';
  const request = isUtilization ? setting.requests.get(metric.key) : undefined;
  if (isUtilization && request === undefined) {
    return { failure: `a container has no request for ${metric.resource}` };
  }
  const measured = usageOf(metric, values, pods, request);
  if (measured === undefined) return { failure: 'no value belongs to a known pod' };
  const withUnready = groups.unready.length > 0 && measured.ratio > 1;
  if (!withUnready && groups.missing.length === 0) {
    if (isWithin(setting.tolerance, measured.ratio)) return { replicas, ...measured };
    return { replicas: int32(Math.ceil(measured.ratio * groups.readyCount)), ...measured };
  }
  dampen(values, groups, measured.ratio, busyPod(metric, request));
  const dampened = usageOf(metric, values, pods, request);
  if (dampened === undefined) return { failure: 'no value belongs to a known pod' };
  return {
    ...measured,
    replicas: settle(measured.ratio, dampened.ratio, values.size, replicas, setting.tolerance),
  };
}

/** @param request of a utilization; undefined for an average. */
function usageOf(
  { target }: Metric,
  values: ReadonlyMap<number, number>,
  pods: readonly Pod[],
  request: number | undefined,
): Usage | undefined {
  if (request === undefined) return average(values, target.amount);
  return utilization(values, pods, request, target.amount);
}

/** What a pod without a value counts as when scaling down: its whole request or the target, whichever is more. */
function busyPod({ target }: Metric, request: number | undefined): number {
  if (request === undefined) return target.amount;
  return Math.trunc((request * Math.max(100, target.amount)) / 100);
}

/** Counts pods without a value so that they lessen the change: as idle when scaling up, as busy when scaling down. */
function dampen(
  values: Map<number, number>,
  { missing, unready }: PodGroups,
  ratio: number,
  busy: number,
): void {
  if (ratio < 1) for (const id of missing) values.set(id, busy);
  if (ratio > 1) for (const id of [...missing, ...unready]) values.set(id, 0);
}

/** The replicas after dampening: unchanged when the direction would turn, or when the change is too small. */
function settle(
  first: number,
  again: number,
  counted: number,
  replicas: number,
  tolerance: Tolerance,
): number {
  const wanted = int32(Math.ceil(again * counted));
  const turned = (first < 1 && again > 1) || (first > 1 && again < 1);
  const contradicts = (again < 1 && wanted > replicas) || (again > 1 && wanted < replicas);
  return isWithin(tolerance, again) || turned || contradicts ? replicas : wanted;
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
