import type { ScaleRange, ScalingRule } from '../../../config/scale.ts';
import {
  cpuUtilization,
  desiredReplicas,
  fewestReplicas,
  memoryUtilization,
  requestsPerMinute,
} from './queries.ts';
import type { ScalingTarget } from './target.ts';
import { type AskedMetric, average } from './thresholds.ts';

/** Mode `step`: one metric, whose value is the number of replicas that there shall be. */
export function stepMetric(target: ScalingTarget, range: ScaleRange): AskedMetric {
  return { metric: average('step', 1), query: stepQuery(target, range) };
}

/**
 * The reference's `evaluateScaling` in PromQL: the current replicas, plus the largest adjustment of the rules whose
 * metric exceeds its threshold and whose cooldown has passed since replicas were last added.
 *
 * The reference has no way down. Here `down.replicas` go when no rule would fire with the load on those that stay.
 * A rule whose metric is missing does not fire, as in the reference, and lets nothing go; without any metric the
 * query has no answer.
 */
export function stepQuery(target: ScalingTarget, range: ScaleRange): string {
  const { rules, down, min } = range;
  const current = desiredReplicas(target);
  const fewer = `${current} / clamp_min(${current} - ${down.replicas}, 1)`;
  const up = rules.map(rule => {
    const cooled = `(${current} <= bool ${fewestReplicas(target, rule.cooldown)})`;
    return `${rule.adjustment} * (${metricValue(target, rule)} > bool ${rule.threshold}) * ${cooled}`;
  });
  const calm = rules.map(rule => `${metricValue(target, rule)} * ${fewer} <= bool ${rule.threshold}`);
  return [
    'clamp_min(',
    `  ${current}`,
    `  + max(${eachLabelled(up)})`,
    `  - ${down.replicas} * (sum(${eachLabelled(calm)}) == bool ${rules.length}),`,
    `  ${min}`,
    ')',
  ].join('\n');
}

/** What the rule compares with its threshold, of one replica. */
function metricValue(target: ScalingTarget, rule: ScalingRule): string {
  switch (rule.metric) {
    case 'CPUUtilization':
      return cpuUtilization(target);
    case 'MemoryUtilization':
      return memoryUtilization(target);
    case 'RequestCount':
      return `${requestsPerMinute(target)} / ${desiredReplicas(target)}`;
    case 'Prometheus':
      return `sum(${rule.query}) / ${desiredReplicas(target)}`;
  }
}

/** Vectors side by side: `or` keeps both only if their labels differ. */
function eachLabelled(vectors: readonly string[]): string {
  const lines = vectors.map((vector, index) => `label_replace(${vector}, "rule", "${index}", "", "")`);
  return `\n    ${lines.join('\n    or ')}\n  `;
}
