import type { Application } from '../../config/application.ts';
import type { Scale } from '../../config/scale.ts';
import { product, sum } from '../../config/units/numbers.ts';
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

/** The number of replicas to write, or nothing: an autoscaler owns the field, and two writers would fight. */
export function fixedReplicas({ scale }: Application): number | undefined {
  return typeof scale === 'number' ? scale : undefined;
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
