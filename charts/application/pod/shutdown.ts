import type { k8s } from 'cdk8s-plus-27';
import type { Application } from '../../../config/application.ts';
import { isAtLeast, type KubernetesMinor } from '../../../config/kubernetes.ts';
import { isZero, sum } from '../../../config/units/numbers.ts';

/** A hook that may also be the `sleep` action, which the types of Kubernetes 1.27 do not have. */
export interface PreStopHandler extends k8s.LifecycleHandler {
  readonly sleep?: { readonly seconds: number };
}

/**
 * The wait before SIGTERM, in which load balancers and kube-proxy forget the pod. Without drain there is none.
 *
 * On Kubernetes 1.30 or newer the kubelet itself sleeps, which needs nothing from the image. On an older one the image's
 * `sleep` does, and an image without one skips the wait. See docs/decisions/sleep-before-sigterm.md.
 */
export function preStopOf(
  { shutdown }: Application,
  kubernetes: KubernetesMinor,
): PreStopHandler | undefined {
  const seconds = shutdown.drain.toSeconds();
  if (isZero(seconds)) return undefined;
  return isAtLeast(kubernetes, '1.30')
    ? { sleep: { seconds } }
    : { exec: { command: ['sleep', String(seconds)] } };
}

/** From the deletion to SIGKILL: the grace period runs during the hook too. */
export function terminationGraceSeconds({ shutdown }: Application): number {
  return sum(shutdown.drain.toSeconds(), shutdown.grace.toSeconds());
}
