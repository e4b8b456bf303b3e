import type { Construct } from 'constructs';
import type { ScaleRange } from '../../../config/application/scale.ts';
import type { ApplicationContext } from '../context.ts';
import { autoscalingOf } from './from-rules.ts';
import { ApplicationHorizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
import { ApplicationScaledObject } from './scaled-object.ts';
import { StepRules } from './step-rules.ts';
import { scalingTarget } from './target.ts';

/**
 * Adds the only autoscaler of an application. It is a HorizontalPodAutoscaler if the metrics server has all metrics, else
 * KEDA's ScaledObject and the series that it reads from Prometheus. See docs/decisions/one-autoscaler.md.
 */
export function addAutoscaler(scope: Construct, context: ApplicationContext, range: ScaleRange): void {
  const autoscaling = autoscalingOf(scalingTarget(context), range);
  const needsPrometheus = autoscaling.metrics.some(({ type }) => type === 'External');
  if (needsPrometheus) new ApplicationScaledObject(scope, context, autoscaling);
  else new ApplicationHorizontalPodAutoscaler(scope, context, autoscaling);
  if (range.mode === 'step') new StepRules(scope, context, range);
}
