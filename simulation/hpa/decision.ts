import type { Failure, Proposal } from './replicas.ts';

/** A condition of the HPA's status, as the controller sets it. */
export interface Condition {
  readonly status: boolean;
  readonly reason: string;
}

/** What one metric said at one sync. */
export type MetricResult = (Proposal | Failure) & { readonly label: string; readonly key: string };

/** What the controller does at one sync, and why. */
export interface Decision {
  /** `spec.replicas` of the target from now on. */
  readonly replicas: number;
  /** What the metrics ask for together. Default: they were not looked at, or they failed. */
  readonly proposal?: number;
  /** The proposal after the stabilization windows. Default: as for `proposal`. */
  readonly stabilized?: number;
  /** The label of the metric that asks for most. Default: as for `proposal`. */
  readonly metric?: string;
  /** The controller's reason for a change. Default: nothing changed. */
  readonly reason?: string;
  /** In the order of `spec.metrics`; empty when they were not looked at. */
  readonly metrics: readonly MetricResult[];
  readonly able: Condition;
  /** Default: the metrics were never looked at. */
  readonly active?: Condition;
  /** Default: no proposal was ever made. */
  readonly limited?: Condition;
}
