import type { ScaleRange, ScalingRule } from '../../../config/application/scale.ts';
import { operation } from '../../../config/units/operation.ts';
import type { ExternalMetric } from './autoscaling.ts';
import {
  averaged,
  cpuUtilization,
  desiredReplicas,
  memoryUtilization,
  requestsPerMinute,
} from './queries.ts';
import type { ScalingTarget } from './target.ts';
import { average, inOrder } from './thresholds.ts';

/** One series that Prometheus computes and stores. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The replicas that the workload should have now. */
const replicas = 'slipway:replicas';

/** The metric of a rule for one replica, divided by its threshold: the rule fires above 1. */
const ratio = 'slipway:rule_ratio';

/** The replicas that a rule adds now. */
const step = 'slipway:rule_step';

/** The replicas that the workload should have next. */
const wanted = 'slipway:wanted_replicas';

/** Mode `step`: one metric, whose value is the number of replicas to run. */
export function stepMetric(target: ScalingTarget): ExternalMetric {
  return average('step', 1, `${wanted}{${selectorOf(target)}}`);
}

/**
 * The reference's `evaluateScaling` as series of Prometheus: the current replicas plus the largest adjustment. Only rules
 * count whose metric exceeds its threshold, and whose cooldown has passed since replicas were last added.
 *
 * The reference never removes replicas. Here `down.replicas` are removed if no rule would fire with the load on the
 * remaining ones. A rule without a metric does not fire, as in the reference, and prevents removal. Without any metric
 * the query has no answer, and KEDA falls back to the current replicas.
 */
export function stepRules(target: ScalingTarget, { rules, down, min }: ScaleRange): RecordingRule[] {
  const { namespace, name: application } = target;
  const selector = selectorOf(target);
  const current = `sum(${replicas}{${selector}})`;
  const shared = { namespace, application };
  return [
    { record: replicas, expr: desiredReplicas(target), labels: shared },
    ...inOrder(rules).flatMap(rule => {
      const labels = { ...shared, rule: ruleName(rule) };
      const fires = `sum(${ratio}{${selector},rule="${labels.rule}"}) > bool 1`;
      const isCooledDown = `${current} <= bool min(min_over_time(${replicas}{${selector}}[${rule.cooldown}s]))`;
      return [
        { record: ratio, expr: `(${measuredValue(target, rule)}) / ${rule.threshold}`, labels },
        { record: step, expr: `${rule.adjustment} * (${fires}) * (${isCooledDown})`, labels },
      ];
    }),
    {
      record: wanted,
      expr: wantedReplicas(selector, current, ruleCount(rules), down.replicas, min),
      labels: shared,
    },
  ];
}

const ruleCount = operation('ruleCount', (rules: readonly ScalingRule[]) => rules.length);

function wantedReplicas(
  selector: string,
  current: string,
  rules: number,
  fewer: number,
  min: number,
): string {
  const highest = `max(${ratio}{${selector}})`;
  return [
    'clamp_min(',
    `  ${current}`,
    `  + max(${step}{${selector}})`,
    `  - ${fewer} * (${highest} * ${current} / clamp_min(${current} - ${fewer}, 1) <= bool 1)`,
    `    * (count(${ratio}{${selector}}) == bool ${rules}),`,
    `  ${min}`,
    ')',
  ].join('\n');
}

function selectorOf({ namespace, name }: ScalingTarget): string {
  return `namespace="${namespace}",application="${name}"`;
}

function ruleName(rule: ScalingRule): string {
  return rule.metric === 'Prometheus' ? rule.name : rule.metric;
}

/** PromQL for the value that a rule compares with its threshold. */
function measuredValue(target: ScalingTarget, rule: ScalingRule): string {
  const { namespace, name } = target;
  const count = `sum(${replicas}{namespace="${namespace}",application="${name}"})`;
  switch (rule.metric) {
    case 'CPUUtilization':
      return cpuUtilization(target);
    case 'MemoryUtilization':
      return memoryUtilization(target);
    case 'RequestCount':
      return `${requestsPerMinute(target)} / ${count}`;
    case 'Prometheus':
      return rule.scope === 'pod' ? `sum(${averaged(rule)}) / ${count}` : `sum(${averaged(rule)})`;
  }
}
