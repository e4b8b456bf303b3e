/** A policy of an autoscaler: at most `value` pods in each `periodSeconds`. */
export interface AutoscalingPolicy {
  readonly type: 'Pods';
  readonly value: number;
  readonly periodSeconds: number;
}

/** The limits of an autoscaler in one direction. */
export interface AutoscalingDirection {
  readonly stabilizationWindowSeconds: number;
  readonly selectPolicy: 'Max';
  readonly policies: readonly AutoscalingPolicy[];
  /** Relative distance from the target that changes nothing. Default: the controller's flag, 0.1. */
  readonly tolerance?: string;
}

export interface AutoscalingBehavior {
  readonly scaleUp: AutoscalingDirection;
  readonly scaleDown: AutoscalingDirection;
}

/** CPU or memory of the pods, in whole percent of their requests. The metrics server provides it. */
export interface ResourceMetric {
  readonly type: 'Resource';
  readonly resource: {
    readonly name: 'cpu' | 'memory';
    readonly target: { readonly type: 'Utilization'; readonly averageUtilization: number };
  };
}

/** A number for the whole application from Prometheus, used as it is or divided by the replicas. */
export interface ExternalMetric {
  readonly type: 'External';
  readonly external: {
    readonly metric: { readonly name: string };
    readonly target:
      | { readonly type: 'Value'; readonly value: string }
      | { readonly type: 'AverageValue'; readonly averageValue: string };
  };
  /** PromQL. */
  readonly query: string;
  /** The number above which KEDA starts the first replica. Default: 0. */
  readonly activationThreshold?: number;
}

export type AutoscalingMetric = ResourceMetric | ExternalMetric;

/**
 * How an application scales, in the fields of an `autoscaling/v2` HorizontalPodAutoscaler. Slipway writes that object, or
 * KEDA makes it. Source: k8s.io/api `autoscaling/v2/types.go`.
 */
export interface Autoscaling {
  /** With 0, KEDA starts the first replica and removes the last one. */
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly metrics: readonly AutoscalingMetric[];
  readonly behavior: AutoscalingBehavior;
  /** Seconds without activity before KEDA removes the last replica. Default: 300. */
  readonly cooldownSeconds?: number;
  /** How this differs from the rules, in one sentence. */
  readonly loss: string;
}
