import type { ScalingRule } from '../../config/application/scale.ts';
import type { TraceReader } from '../load/trace.ts';
import { metricName, type Subject } from '../subject.ts';

/**
 * What each rule compares with its threshold now, in the order of the rules; `undefined` where it is missing.
 *
 * CPU and memory are averages over the replicas that are ready, CPU up to the limit of a replica. Other metrics are
 * the application's value over the replicas that it was asked for: what one carries, or what a shared one falls to.
 */
export function measure(
  { range, mostCpu }: Subject,
  load: TraceReader,
  ready: number,
  replicas: number,
): (number | undefined)[] {
  return range.rules.map(rule => {
    const demand = load.demand(metricName(rule));
    if (demand === undefined) return undefined;
    if (rule.metric !== 'CPUUtilization' && rule.metric !== 'MemoryUtilization') return demand / replicas;
    if (ready === 0) return undefined;
    return rule.metric === 'CPUUtilization' ? Math.min(demand / ready, mostCpu) : demand / ready;
  });
}

/** The values by metric name, without those that are missing. */
export function byName(
  rules: readonly ScalingRule[],
  values: readonly (number | undefined)[],
): Map<string, number> {
  const found = new Map<string, number>();
  rules.forEach((rule, index) => {
    const value = values[index];
    if (value !== undefined) found.set(metricName(rule), value);
  });
  return found;
}

/** `RequestCount 1200 > 1000`. */
export function firing(rule: ScalingRule, value: number | undefined): string | undefined {
  if (value === undefined || value <= rule.threshold) return undefined;
  return `${metricName(rule)} ${tidy(value)} > ${rule.threshold}`;
}

/** At most one digit behind the point. */
export function tidy(value: number): string {
  return String(Number(value.toFixed(1)));
}

/** How long the pods of every machine take to start and to end. */
export interface PodTimes {
  /** Seconds from the creation of a pod until it is ready. */
  readonly startup: number;
  /** Seconds that a pod takes to end. */
  readonly termination: number;
}

/** Seconds from the creation of a pod until its containers run, as far as `startup` allows: a cached image. */
const scheduling = 2;

export function lifeOf({ startup }: PodTimes) {
  const begun = Math.min(scheduling, startup);
  return { scheduling: begun, pulling: 0, startup: startup - begun };
}
