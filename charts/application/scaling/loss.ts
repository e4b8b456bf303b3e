import type { ScaleRange } from '../../../config/application/scale.ts';
import { isAtLeast } from '../../../config/kubernetes.ts';
import { joined } from '../../../config/units/text.ts';
import type { AutoscalingBehavior } from './autoscaling.ts';
import type { ScalingTarget } from './target.ts';

/** The annotation of an autoscaler that says how it differs from the rules of the environment file. */
export const lossAnnotation = 'slipway.dev/scaling';

/** Mode `target`: how an HPA applies the rules. Tolerance: kubernetes `replica_calculator.go`, flag 0.1. */
export function thresholdLoss({ scaleUp }: AutoscalingBehavior): string {
  const limits = scaleUp.policies.map(({ value, periodSeconds }) => `+${value} in ${periodSeconds}s`);
  return `whichever rule fires, the load decides how many pods are added, at most ${joined(limits, ' or ')}; a rule fires a tenth above its threshold`;
}

/** Mode `step`: steps are exact, but for the delay and, before Kubernetes 1.35, the tolerance. */
export function stepLoss({ kubernetes }: ScalingTarget, { down }: ScaleRange): string {
  const ignored = isAtLeast(kubernetes, '1.35')
    ? ''
    : '; a step of at most a tenth of the replicas is ignored';
  return `exact steps, one scrape late; -${down.replicas} at most every ${down.stabilization.toSeconds()}s${ignored}`;
}
