import { type Application, hasStablePods } from '../../config/application/application.ts';
import type { Scale } from '../../config/application/scale.ts';
import { product, sum } from '../../config/units/numbers.ts';
import { operation } from '../../config/units/operation.ts';
import { ordinalPodNames, podNames } from '../pod-names.ts';

/** The kind of object that runs an application's pods. */
export type WorkloadKind = 'Rollout' | 'Deployment' | 'StatefulSet';

/** A StatefulSet for pods that keep their names, a Rollout for blue/green, and otherwise a Deployment. */
export function workloadKind(application: Application): WorkloadKind {
  if (hasStablePods(application)) return 'StatefulSet';
  return application.delivery.strategy === 'blueGreen' ? 'Rollout' : 'Deployment';
}

/** A regular expression for the names of an application's pods. */
export function podNamesOf(kind: WorkloadKind, name: string): string {
  return kind === 'StatefulSet' ? ordinalPodNames(name) : podNames(name);
}

/** The reference of an autoscaler to the object that it scales. */
export function workloadReference(name: string, application: Application) {
  const kind = workloadKind(application);
  return { apiVersion: kind === 'Rollout' ? 'argoproj.io/v1alpha1' : 'apps/v1', kind, name };
}

/** Whether an application runs no pods: asked of its fixed number of replicas, or of the fewest. */
export const isIdle = operation('isIdle', (replicas: number) => replicas === 0);

/**
 * Whether an autoscaler keeps a fixed number of replicas. A Rollout needs this: its number must not change during a
 * release. No autoscaler can keep 0, and a Rollout without pods has no users.
 */
export function isHeld(application: Application): boolean {
  const { scale } = application;
  return typeof scale === 'number' && workloadKind(application) === 'Rollout' && !isIdle(scale);
}

/** The number of replicas to write. Undefined if an autoscaler owns the field: two writers would overwrite each other. */
export function writtenReplicas(application: Application): number | undefined {
  const { scale } = application;
  return typeof scale === 'number' && !isHeld(application) ? scale : undefined;
}

/** The smallest number of replicas, in one color. */
export const leastReplicas = operation('leastReplicas', (scale: Scale) =>
  typeof scale === 'number' ? scale : scale.min,
);

/** The largest number of replicas, in one color. */
export function mostReplicas({ scale }: Application): number {
  return typeof scale === 'number' ? scale : scale.max;
}

/**
 * The number of pods that can run at once, for quotas.
 *
 * A Rollout can run three ReplicaSets: the active one, the preview of a new release, and the previous one during
 * `scaleDownDelay` (argo-rollouts `rollout/replicaset.go`, `scaleDownDelayHelper`). A Deployment has its replicas plus
 * `maxSurge`. A StatefulSet and `recreate` end a pod before they start the next.
 */
export function mostPods(application: Application): number {
  const { delivery } = application;
  const replicas = mostReplicas(application);
  if (hasStablePods(application) || delivery.strategy === 'recreate') return replicas;
  return delivery.strategy === 'blueGreen' ? product(3, replicas) : sum(replicas, delivery.maxSurge);
}
