/** What the controller sees at one sync. All times are whole seconds on one clock. */
export interface Observation {
  readonly now: number;
  /** `spec.replicas` of the target. */
  readonly replicas: number;
  /** `status.replicas` of the target. */
  readonly statusReplicas: number;
  readonly pods: readonly Pod[];
  /** By metric key; see metric.ts. A metric that is missing here could not be had. */
  readonly readings: ReadonlyMap<string, Reading>;
}

export type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';

export interface Pod {
  readonly id: number;
  readonly phase: Phase;
  /** Default: not being deleted. */
  readonly deleted?: boolean;
  /** `status.startTime`. Default: the kubelet has not seen the pod. */
  readonly startTime?: number;
  /** The Ready condition. Default: there is none yet. */
  readonly ready?: { readonly status: 'True' | 'False' | 'Unknown'; readonly since: number };
}

/** One pod's value of one metric: thousandths, when it was measured, over how many seconds. */
export interface Sample {
  readonly value: number;
  readonly timestamp: number;
  readonly window: number;
}

/** A metric by pod id, or the values of one metric of the whole service in thousandths. */
export type Reading =
  | { readonly samples: ReadonlyMap<number, Sample> }
  | { readonly values: readonly number[] };

/** What each container of a pod asks for, by container and resource: `{ app: { cpu: '500m' } }`. */
export type ContainerRequests = Readonly<Record<string, Readonly<Record<string, string>>>>;
