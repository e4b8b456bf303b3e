import type { ScalingTarget } from '../charts/application/scaling/target.ts';
import { scalingTarget } from '../charts/application/scaling/target.ts';
import type { ScaleRange, ScalingRule } from '../config/application/scale.ts';
import type { Environment } from '../config/environment.ts';

/** What the simulation knows of one application. */
export interface Subject {
  readonly name: string;
  readonly range: ScaleRange;
  readonly target: ScalingTarget;
  /** Percent of its CPU request that one replica can use at most: its limit, or infinity. */
  readonly mostCpu: number;
}

/** The applications of an environment that scale by rules. */
export function subjectsOf(environment: Environment): Subject[] {
  return Object.entries(environment.applications).flatMap(([name, application]) => {
    const { scale, resources } = application;
    if (typeof scale === 'number') return [];
    const { requests, limits } = resources;
    const mostCpu = limits.cpu ? (limits.cpu.in('m') / requests.cpu.in('m')) * 100 : Infinity;
    return [{ name, range: scale, target: scalingTarget({ environment, name, application }), mostCpu }];
  });
}

/** Whether more replicas lower the metric: it is an average over them, or its scope is the service. */
export function isShared(rule: ScalingRule): boolean {
  return rule.metric === 'Prometheus' ? rule.scope === 'service' : rule.metric !== 'RequestCount';
}

/** `queue in messages`: a rule's metric with the unit of its numbers. */
export function metricTitle(rule: ScalingRule): string {
  return rule.metric === 'Prometheus' ? `${rule.name} in ${rule.unit}` : rule.metric;
}

/** What a rule's metric is called in traces and reports. */
export function metricName(rule: ScalingRule): string {
  return rule.metric === 'Prometheus' ? rule.name : rule.metric;
}
