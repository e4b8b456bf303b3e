import type { Application } from '../../config/application.ts';
import type { Scale } from '../../config/scale.ts';
import { isPositive, product, sum } from '../../config/units/numbers.ts';
import { operation } from '../../config/units/operation.ts';

/** The kind of object that runs an application's pods. */
export type WorkloadKind = 'Rollout' | 'Deployment';

/** A Rollout for two colours, a Deployment for a rolling update. */
export function workloadKind({ delivery }: Application): WorkloadKind {
  return delivery.strategy === 'blueGreen' ? 'Rollout' : 'Deployment';
}

/** How an autoscaler names the object that it scales. */
export function workloadReference(name: string, application: Application) {
  const kind = workloadKind(application);
  return { apiVersion: kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1', kind, name };
}

/**
 * Whether an autoscaler holds a fixed number of replicas: in a Rollout, where it must not change before a release is
 * over. No autoscaler holds 0, and a Rollout of none has no users.
 */
export function isHeld(application: Application): boolean {
  const { scale } = application;
  return typeof scale === 'number' && workloadKind(application) === 'Rollout' && isPositive(scale);
}

/** The number of replicas to write, or nothing: an autoscaler owns the field, and two writers would fight. */
export function writtenReplicas(application: Application): number | undefined {
  const { scale } = application;
  return typeof scale === 'number' && !isHeld(application) ? scale : undefined;
}

/** Replicas at the least, in one colour. */
export const leastReplicas = operation('leastReplicas', (scale: Scale) =>
  typeof scale === 'number' ? scale : scale.min,
);

/** Replicas at the most, in one colour. */
export function mostReplicas({ scale }: Application): number {
  return typeof scale === 'number' ? scale : scale.max;
}

/**
 * Pods that can run at once, for quotas.
 *
 * A Rollout can have three ReplicaSets up: the active one, the preview of a new release, and the one before,
 * which waits for `scaleDownDelay` (argo-rollouts `rollout/replicaset.go`, `scaleDownDelayHelper`). A Deployment
 * has its replicas and `maxSurge`.
 */
export function mostPods(application: Application): number {
  const { delivery } = application;
  const replicas = mostReplicas(application);
  return delivery.strategy === 'blueGreen' ? product(3, replicas) : sum(replicas, delivery.maxSurge);
}
