/**
 * The part of an autoscaling/v2 HorizontalPodAutoscaler that decides replica counts, as its JSON has it.
 * Source: k8s.io/api autoscaling/v2 types.go.
 */
export interface HpaSpec {
  /** Default: 1. */
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  /** Default: one Resource metric, cpu at 80 percent utilization. */
  readonly metrics?: readonly MetricSpec[];
  /** Default: doubling (at least 4 pods) up, everything down after 300 seconds; see behavior.ts. */
  readonly behavior?: HpaBehavior;
}

export interface MetricTarget {
  readonly type: string;
  readonly value?: string | number;
  readonly averageValue?: string | number;
  /** Whole percent of the request. */
  readonly averageUtilization?: number;
}

interface MetricIdentifier {
  readonly name: string;
}

/** Exactly one source is set, the one that `type` names. */
export interface MetricSpec {
  readonly type: string;
  readonly resource?: { readonly name: string; readonly target: MetricTarget };
  readonly containerResource?: {
    readonly name: string;
    readonly container: string;
    readonly target: MetricTarget;
  };
  readonly pods?: { readonly metric: MetricIdentifier; readonly target: MetricTarget };
  readonly object?: {
    readonly describedObject: { readonly kind: string; readonly name: string };
    readonly metric: MetricIdentifier;
    readonly target: MetricTarget;
  };
  readonly external?: { readonly metric: MetricIdentifier; readonly target: MetricTarget };
}

export interface HpaScalingPolicy {
  readonly type: string;
  readonly value: number;
  readonly periodSeconds: number;
}

/** What is left out takes the default of its direction; see behavior.ts. */
export interface HpaScalingRules {
  readonly stabilizationWindowSeconds?: number;
  readonly selectPolicy?: string;
  readonly policies?: readonly HpaScalingPolicy[];
  readonly tolerance?: string | number;
}

export interface HpaBehavior {
  readonly scaleUp?: HpaScalingRules;
  readonly scaleDown?: HpaScalingRules;
}
