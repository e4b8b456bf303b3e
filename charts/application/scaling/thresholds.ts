import type { ScaleRange, ScalingRule } from '../../../config/application/scale.ts';
import { isIdle } from '../workload.ts';
import type { AutoscalingMetric, ExternalMetric, ResourceMetric } from './autoscaling.ts';
import { averaged, requestsPerMinute } from './queries.ts';
import type { ScalingTarget } from './target.ts';

/** CPU last: a write through `autoscaling/v1` moves it to the end (kubernetes `autoscaling/v1/conversion.go`). */
const order = ['MemoryUtilization', 'RequestCount', 'pod', 'service', 'CPUUtilization'] as const;

/** Mode `target`: every threshold becomes the target of a metric. */
export function thresholdMetrics(target: ScalingTarget, { rules, min }: ScaleRange): AutoscalingMetric[] {
  return inOrder(rules).map(rule => metricOf(target, rule, isIdle(min)));
}

/** The rules sorted by metric, so that their order in the environment file does not matter. */
export function inOrder(rules: readonly ScalingRule[]): ScalingRule[] {
  return [...rules].sort((a, b) => rank(a) - rank(b));
}

function rank(rule: ScalingRule): number {
  return order.indexOf(rule.metric === 'Prometheus' ? rule.scope : rule.metric);
}

function metricOf(target: ScalingTarget, rule: ScalingRule, startsFromZero: boolean): AutoscalingMetric {
  switch (rule.metric) {
    case 'CPUUtilization':
      return utilization('cpu', rule.threshold);
    case 'MemoryUtilization':
      return utilization('memory', rule.threshold);
    case 'RequestCount':
      return average('request-count', rule.threshold, requestsPerMinute(target));
    case 'Prometheus':
      return {
        ...ofScope[rule.scope](rule.name, rule.threshold, averaged(rule)),
        ...(startsFromZero && { activationThreshold: rule.activationThreshold }),
      };
  }
}

function utilization(name: 'cpu' | 'memory', averageUtilization: number): ResourceMetric {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}

/** A number for the whole application: each replica should have at most `threshold` of it. */
export function average(name: string, threshold: number, query: string): ExternalMetric {
  return {
    type: 'External',
    external: { metric: { name }, target: { type: 'AverageValue', averageValue: String(threshold) } },
    query,
  };
}

/** A number for the whole application: it should be at most `threshold`, with any number of replicas. */
function ofService(name: string, threshold: number, query: string): ExternalMetric {
  return {
    type: 'External',
    external: { metric: { name }, target: { type: 'Value', value: String(threshold) } },
    query,
  };
}

const ofScope = { pod: average, service: ofService };
