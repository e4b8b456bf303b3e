import type { ScaleRange, ScalingRule } from '../../../config/application/scale.ts';
import { isAtLeast } from '../../../config/kubernetes.ts';
import { operation } from '../../../config/units/operation.ts';
import type { AutoscalingBehavior, AutoscalingPolicy } from './autoscaling.ts';
import type { ScalingTarget } from './target.ts';

/**
 * Every rule becomes the policy "at most `adjustment` pods in `cooldown` seconds". Policies belong to the autoscaler, not
 * to a metric, so the most generous one applies, whichever rule fires (`Max`). That is closest to the reference's
 * "largest adjustment of the rules that fire".
 */
export function thresholdBehavior(range: ScaleRange): AutoscalingBehavior {
  return behavior(range, distinct(range.rules.map(({ adjustment, cooldown }) => pods(adjustment, cooldown))));
}

/**
 * The query already says how many replicas to run, and when. One policy limits the effect of a wrong answer: the largest
 * adjustment in the shortest cooldown. With tolerance 0 no step is ignored; the field is on since Kubernetes 1.35.
 */
export function stepBehavior({ kubernetes }: ScalingTarget, range: ScaleRange): AutoscalingBehavior {
  const limit = pods(largestAdjustment(range.rules), shortestCooldown(range.rules));
  const { scaleUp, scaleDown } = behavior(range, [limit]);
  const tolerance = isAtLeast(kubernetes, '1.35') ? { tolerance: '0' } : {};
  return { scaleUp: { ...scaleUp, ...tolerance }, scaleDown: { ...scaleDown, ...tolerance } };
}

const largestAdjustment = operation('largestAdjustment', (rules: readonly ScalingRule[]) =>
  Math.max(...rules.map(({ adjustment }) => adjustment)),
);

const shortestCooldown = operation('shortestCooldown', (rules: readonly ScalingRule[]) =>
  Math.min(...rules.map(({ cooldown }) => cooldown)),
);

function behavior({ down }: ScaleRange, up: readonly AutoscalingPolicy[]): AutoscalingBehavior {
  return {
    scaleUp: { stabilizationWindowSeconds: 0, selectPolicy: 'Max', policies: up },
    scaleDown: {
      stabilizationWindowSeconds: down.stabilization.toSeconds(),
      selectPolicy: 'Max',
      policies: [pods(down.replicas, down.period.toSeconds())],
    },
  };
}

function pods(value: number, periodSeconds: number): AutoscalingPolicy {
  return { type: 'Pods', value, periodSeconds };
}

const distinct = operation('distinct', (policies: readonly AutoscalingPolicy[]): AutoscalingPolicy[] => [
  ...new Map(policies.map(policy => [`${policy.value}/${policy.periodSeconds}`, policy])).values(),
]);
