import type { ScaleRange, ScalingRule } from '../../../config/scale.ts';
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

/** One series that Prometheus computes and keeps. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Replicas that the workload has been asked for. */
const replicas = 'slipway:replicas';

/** What a rule measures, of one replica, divided by its threshold: it fires above 1. */
const ratio = 'slipway:rule_ratio';

/** Replicas that a rule adds now. */
const step = 'slipway:rule_step';

/** Replicas that there shall be. */
const wanted = 'slipway:wanted_replicas';

/** Mode `step`: one metric, whose value is the number of replicas that there shall be. */
export function stepMetric(target: ScalingTarget): ExternalMetric {
  return average('step', 1, `${wanted}{${selectorOf(target)}}`);
}

/**
 * The reference's `evaluateScaling` as series of Prometheus: the current replicas, plus the largest adjustment of the
 * rules whose metric exceeds its threshold and whose cooldown has passed since replicas were last added.
 *
 * The reference has no way down. Here `down.replicas` go when no rule would fire with the load on those that stay.
 * A rule whose metric is missing does not fire, as in the reference, and lets nothing go; without any metric nothing
 * is wanted at all, and KEDA falls back on the replicas that are there.
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
      const cooled = `${current} <= bool min(min_over_time(${replicas}{${selector}}[${rule.cooldown}s]))`;
      return [
        { record: ratio, expr: `(${valueOfOne(target, rule)}) / ${rule.threshold}`, labels },
        { record: step, expr: `${rule.adjustment} * (${fires}) * (${cooled})`, labels },
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

/** What the rule compares with its threshold. */
function valueOfOne(target: ScalingTarget, rule: ScalingRule): string {
  const { namespace, name } = target;
  const each = `sum(${replicas}{namespace="${namespace}",application="${name}"})`;
  switch (rule.metric) {
    case 'CPUUtilization':
      return cpuUtilization(target);
    case 'MemoryUtilization':
      return memoryUtilization(target);
    case 'RequestCount':
      return `${requestsPerMinute(target)} / ${each}`;
    case 'Prometheus':
      return rule.scope === 'pod' ? `sum(${averaged(rule)}) / ${each}` : `sum(${averaged(rule)})`;
  }
}
