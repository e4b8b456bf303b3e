/** A policy of an autoscaler: at most `value` pods in each `periodSeconds`. */
export interface ScalingPolicy {
  readonly type: 'Pods';
  readonly value: number;
  readonly periodSeconds: number;
}

/** How replicas move in one direction. */
export interface ScalingRules {
  readonly stabilizationWindowSeconds: number;
  readonly selectPolicy: 'Max';
  readonly policies: readonly ScalingPolicy[];
  /** Relative distance from the target that changes nothing. - the controller's flag, 0.1. */
  readonly tolerance?: string;
}

export interface ScalingBehavior {
  readonly scaleUp: ScalingRules;
  readonly scaleDown: ScalingRules;
}

/** CPU or memory of the pods, in whole percent of their requests. */
export interface ResourceMetric {
  readonly type: 'Resource';
  readonly resource: {
    readonly name: 'cpu' | 'memory';
    readonly target: { readonly type: 'Utilization'; readonly averageUtilization: number };
  };
}

/** A number of the whole application that Prometheus computes: as it is, or divided by the replicas. */
export interface ExternalMetric {
  readonly type: 'External';
  readonly external: {
    readonly metric: { readonly name: string };
    readonly target:
      | { readonly type: 'Value'; readonly value: string }
      | { readonly type: 'AverageValue'; readonly averageValue: string };
  };
}

export type HpaMetric = ResourceMetric | ExternalMetric;

/**
 * What decides an application's replicas, as the JSON of an `autoscaling/v2` HorizontalPodAutoscaler has it: of the
 * object that Slipway writes, or of the one that KEDA makes. Source: k8s.io/api `autoscaling/v2/types.go`.
 */
export interface HpaSpec {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly metrics: readonly HpaMetric[];
  readonly behavior: ScalingBehavior;
}
