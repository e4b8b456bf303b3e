import type { Pod } from '../hpa/observation.ts';

/** How one pod lives. All in seconds. */
export interface PodLife {
  /** From creation until a kubelet has it: `status.startTime`. */
  readonly scheduling: number;
  /** From there until its containers run: image pull and init containers. */
  readonly pulling: number;
  /** From there until it is ready. */
  readonly startup: number;
  /** From readiness until the pod fails for good, as an evicted one does. Default: never. */
  readonly failsAfter?: number;
  /** From readiness until it is not ready for a while. Default: never. */
  readonly unready?: { readonly after: number; readonly seconds: number };
}

/** A pod that lives, and when it was deleted. */
export interface LivingPod {
  readonly id: number;
  readonly created: number;
  readonly life: PodLife;
  deleted?: number;
  /** Whether a replacement was already created. */
  replaced?: boolean;
}

/** When it is ready for the first time. */
export function readyTime({ created, life }: LivingPod): number {
  return created + life.scheduling + life.pulling + life.startup;
}

/** When it fails for good; infinity for a pod that does not. */
export function failureTime(pod: LivingPod): number {
  return pod.life.failsAfter === undefined ? Number.POSITIVE_INFINITY : readyTime(pod) + pod.life.failsAfter;
}

/** Whether it can serve. */
export function isReady(pod: LivingPod, now: number): boolean {
  return now < failureTime(pod) && readiness(pod, now).status === 'True';
}

/** The pod as the API server shows it at that time. */
export function podAt(pod: LivingPod, now: number): Pod {
  const { id, created, life, deleted } = pod;
  const startTime = created + life.scheduling;
  const isDeleted = deleted === undefined ? {} : { deleted: true };
  if (now < startTime) return { id, phase: 'Pending', ...isDeleted };
  const failure = failureTime(pod);
  if (now >= failure) {
    return { id, phase: 'Failed', startTime, ready: { status: 'False', since: failure }, ...isDeleted };
  }
  const phase = now < startTime + life.pulling ? 'Pending' : 'Running';
  return { id, phase, startTime, ready: readiness(pod, now), ...isDeleted };
}

function readiness(pod: LivingPod, now: number): NonNullable<Pod['ready']> {
  const since = readyTime(pod);
  if (now < since) return { status: 'False', since: pod.created + pod.life.scheduling };
  const { unready } = pod.life;
  if (unready === undefined || now < since + unready.after) return { status: 'True', since };
  const back = since + unready.after + unready.seconds;
  return now < back ? { status: 'False', since: since + unready.after } : { status: 'True', since: back };
}
