import type { ScaleRange, ScalingRule } from '../../../config/scale.ts';
import type { HpaMetric } from './hpa-spec.ts';
import { requestsPerMinute } from './queries.ts';
import type { ScalingTarget } from './target.ts';

/** A metric, and what Prometheus is asked for it. */
export interface AskedMetric {
  readonly metric: HpaMetric;
  /** PromQL. - none: the metrics server knows. */
  readonly query?: string;
}

/** The order that a write through `autoscaling/v1` leaves: it moves CPU to the end (kubernetes `autoscaling/v1/conversion.go`). */
const order = ['MemoryUtilization', 'RequestCount', 'Prometheus', 'CPUUtilization'] as const;

/** Mode `target`: every threshold becomes the target of a metric. */
export function thresholdMetrics(target: ScalingTarget, { rules }: ScaleRange): AskedMetric[] {
  return [...rules]
    .sort((a, b) => order.indexOf(a.metric) - order.indexOf(b.metric))
    .map(rule => metricOf(target, rule));
}

function metricOf(target: ScalingTarget, rule: ScalingRule): AskedMetric {
  switch (rule.metric) {
    case 'CPUUtilization':
      return { metric: utilization('cpu', rule.threshold) };
    case 'MemoryUtilization':
      return { metric: utilization('memory', rule.threshold) };
    case 'RequestCount':
      return { metric: average('request-count', rule.threshold), query: requestsPerMinute(target) };
    case 'Prometheus':
      return { metric: average(rule.name, rule.threshold), query: rule.query };
  }
}

function utilization(name: 'cpu' | 'memory', averageUtilization: number): HpaMetric {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}

/** A number of the whole application, of which each replica shall carry at most `threshold`. */
export function average(name: string, threshold: number): HpaMetric {
  return {
    type: 'External',
    external: { metric: { name }, target: { type: 'AverageValue', averageValue: String(threshold) } },
  };
}
