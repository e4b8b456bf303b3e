import type { ScaleRange } from '../../../config/scale.ts';
import { stepBehavior, thresholdBehavior } from './behavior.ts';
import type { HpaSpec } from './hpa-spec.ts';
import { stepLoss, thresholdLoss } from './loss.ts';
import { stepMetric } from './steps.ts';
import type { ScalingTarget } from './target.ts';
import { type AskedMetric, thresholdMetrics } from './thresholds.ts';

/** How an application scales, whoever makes the HorizontalPodAutoscaler of it. */
export interface Autoscaling extends Omit<HpaSpec, 'metrics'> {
  readonly metrics: readonly AskedMetric[];
  /** Where this differs from what the rules say, in one sentence. */
  readonly loss: string;
}

/** The scaling rules of an environment file as an autoscaler can follow them. */
export function autoscalingOf(target: ScalingTarget, range: ScaleRange): Autoscaling {
  const bounds = { minReplicas: range.min, maxReplicas: range.max };
  if (range.mode === 'step') {
    const metrics = [stepMetric(target)];
    return { ...bounds, metrics, behavior: stepBehavior(target, range), loss: stepLoss(target, range) };
  }
  const behavior = thresholdBehavior(range);
  return { ...bounds, metrics: thresholdMetrics(target, range), behavior, loss: thresholdLoss(behavior) };
}

/** The HorizontalPodAutoscaler that decides the replicas: the one of the tree, or the one that KEDA makes. */
export function hpaSpec(target: ScalingTarget, range: ScaleRange): HpaSpec {
  const { minReplicas, maxReplicas, metrics, behavior } = autoscalingOf(target, range);
  return { minReplicas, maxReplicas, metrics: metrics.map(({ metric }) => metric), behavior };
}
