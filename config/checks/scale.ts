import type { ScaleRange, ScalingRule } from '../application/scale.ts';
import type { Path } from '../path.ts';
import type { Resources } from '../resources.ts';
import type { Checking } from './checking.ts';

/** Fields of a range that contradict each other. */
export function checkScale(checking: Checking, path: Path, scale: ScaleRange): void {
  if (scale.min > scale.max) {
    checking.refuse(
      [...path, 'min'],
      `found ${scale.min}, which is above max (${scale.max}); lower min or raise max`,
    );
  }
  const first = new Map<string, number>();
  scale.rules.forEach((rule, index) => {
    const [key, name] =
      rule.metric === 'Prometheus' ? ['name', `Prometheus ${rule.name}`] : ['metric', rule.metric];
    const other = first.get(name);
    if (other === undefined) first.set(name, index);
    else {
      checking.refuse(
        [...path, 'rules', index, key],
        `found ${name}, which rules[${other}] uses already; keep one rule for each metric`,
      );
    }
  });
}

/** Refuses a threshold on utilization that the limits keep pods from reaching, or above 100 without a reason. */
export function checkReach(
  checking: Checking,
  path: Path,
  rules: readonly ScalingRule[],
  { requests, limits }: Resources,
): void {
  const most = {
    CPUUtilization: limits.cpu ? (limits.cpu.in('m') / requests.cpu.in('m')) * 100 : Infinity,
    MemoryUtilization: (limits.memory.in('') / requests.memory.in('')) * 100,
  };
  rules.forEach((rule, index) => {
    if (rule.metric !== 'CPUUtilization' && rule.metric !== 'MemoryUtilization') return;
    const at = [...path, index, 'threshold'];
    const { threshold, reason } = rule;
    if (threshold > 100 && reason === undefined) {
      checking.refuse(
        at,
        `found ${threshold}, so pods use more than they request before new pods are added; lower it to 100, or say why in reason`,
      );
    }
    const limit = Math.floor(most[rule.metric]);
    if (threshold >= limit) {
      checking.refuse(
        at,
        `found ${threshold}, but the limit is ${limit} percent of the request, so pods never exceed it; lower the threshold or raise the limit`,
      );
    }
  });
}
