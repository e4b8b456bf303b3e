import type { HpaScalingPolicy, HpaScalingRules, HpaSpec } from './spec.ts';

/** The rules of one direction with nothing left out. */
export interface Rules {
  readonly window: number;
  readonly selectPolicy: string;
  readonly policies: readonly HpaScalingPolicy[];
}

/** Both directions. */
export interface CompleteBehavior {
  readonly up: Rules;
  readonly down: Rules;
}

/**
 * The behavior with the API server's defaults, or nothing when the HPA has none: the controller then takes
 * another path, with other limits.
 *
 * Source: k8s.io/kubernetes pkg/apis/autoscaling/v2/defaults.go.
 *
 * @param downWindow seconds of the scale-down window when the HPA sets none: the controller's flag.
 */
export function completeBehavior({ behavior }: HpaSpec, downWindow: number): CompleteBehavior | undefined {
  if (behavior === undefined) return undefined;
  return {
    up: complete(behavior.scaleUp, 0, [
      { type: 'Pods', value: 4, periodSeconds: 15 },
      { type: 'Percent', value: 100, periodSeconds: 15 },
    ]),
    down: complete(behavior.scaleDown, downWindow, [{ type: 'Percent', value: 100, periodSeconds: 15 }]),
  };
}

function complete(
  rules: HpaScalingRules | undefined,
  window: number,
  policies: readonly HpaScalingPolicy[],
): Rules {
  return {
    window: rules?.stabilizationWindowSeconds ?? window,
    selectPolicy: rules?.selectPolicy ?? 'Max',
    policies: rules?.policies ?? policies,
  };
}
