import type { k8s } from 'cdk8s-plus-27';
import type { Application } from '../../../config/application/application.ts';
import { isAtLeast, type KubernetesMinor } from '../../../config/kubernetes.ts';
import { sum } from '../../../config/units/numbers.ts';
import { operation } from '../../../config/units/operation.ts';

/** A hook that may be the `sleep` action, which the types of Kubernetes 1.27 do not have. */
export interface PreStopHandler extends k8s.LifecycleHandler {
  readonly sleep?: { readonly seconds: number };
}

/**
 * The wait before SIGTERM, in which load balancers and kube-proxy stop sending requests to the pod. None if `drain` is 0.
 *
 * On Kubernetes 1.30 or newer the kubelet sleeps, which needs nothing from the image. On older minors the image's `sleep`
 * runs, and an image without it skips the wait. See docs/decisions/sleep-before-sigterm.md.
 */
export function preStopOf(
  { shutdown }: Application,
  kubernetes: KubernetesMinor,
): PreStopHandler | undefined {
  const seconds = shutdown.drain.toSeconds();
  if (!drains(seconds)) return undefined;
  return isAtLeast(kubernetes, '1.30')
    ? { sleep: { seconds } }
    : { exec: { command: ['sleep', String(seconds)] } };
}

/** Whether a pod waits before SIGTERM: asked of `shutdown.drain`, in seconds. */
const drains = operation('drains', (seconds: number) => seconds > 0);

/** Seconds from the deletion to SIGKILL. The grace period includes the hook. */
export function terminationGraceSeconds({ shutdown }: Application): number {
  return sum(shutdown.drain.toSeconds(), shutdown.grace.toSeconds());
}
