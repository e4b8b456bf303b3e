import type { ScaleRange } from '../../../config/application/scale.ts';
import type { Autoscaling } from './autoscaling.ts';
import { stepBehavior, thresholdBehavior } from './behavior.ts';
import { stepLoss, thresholdLoss } from './loss.ts';
import { stepMetric } from './steps.ts';
import type { ScalingTarget } from './target.ts';
import { thresholdMetrics } from './thresholds.ts';

/** The scaling rules of an environment file in the fields of an autoscaler. */
export function autoscalingOf(target: ScalingTarget, range: ScaleRange): Autoscaling {
  const { min, max, cooldownPeriod } = range;
  const bounds = {
    minReplicas: min,
    maxReplicas: max,
    ...(cooldownPeriod && { cooldownSeconds: cooldownPeriod.toSeconds() }),
  };
  if (range.mode === 'step') {
    const metrics = [stepMetric(target)];
    return { ...bounds, metrics, behavior: stepBehavior(target, range), loss: stepLoss(target, range) };
  }
  const behavior = thresholdBehavior(range);
  return { ...bounds, metrics: thresholdMetrics(target, range), behavior, loss: thresholdLoss(behavior) };
}
