import type { Pod } from '../hpa/observation.ts';
import { failureTime, isReady, type LivingPod, type PodLife, podAt, readyTime } from './pod-life.ts';

export interface FleetProps {
  readonly replicas: number;
  /** The life of the n-th pod, from 0. */
  readonly life: (ordinal: number) => PodLife;
  /** Seconds between a pod's deletion or failure and its end. */
  readonly termination: number;
  /** Whether the first pods were ready long before time 0. Default: they are created at 0. */
  readonly isWarm?: boolean;
}

function endOf(pod: LivingPod): number {
  return pod.deleted ?? (pod.replaced ? failureTime(pod) : Number.POSITIVE_INFINITY);
}

/** Long enough ago for every period of the controller. */
const longAgo = -86_400;

/**
 * The pods of one application at a number of replicas, as a ReplicaSet keeps them. Failed pods are replaced at once.
 * It deletes pods that are not ready first, then the youngest. Deleted and failed pods stay visible for `termination`
 * seconds.
 */
export class Fleet {
  private pods: LivingPod[] = [];
  private ordinal = 0;
  private replicas = 0;

  constructor(private readonly props: FleetProps) {
    this.scale(props.replicas, props.isWarm ? longAgo : 0);
  }

  /** Lets time pass. `now` never goes back. */
  advance(now: number): void {
    for (;;) {
      const failed = this.earliestFailure(now);
      if (failed === undefined) break;
      failed.replaced = true;
      this.scale(this.replicas, failureTime(failed));
    }
    this.pods = this.pods.filter(pod => now < endOf(pod) + this.props.termination);
  }

  /** Creates or deletes pods until `replicas` of them are neither failed nor being deleted. */
  scale(replicas: number, now: number): void {
    this.replicas = replicas;
    const active = this.active();
    for (let missing = replicas - active.length; missing > 0; missing -= 1) {
      this.pods.push({ id: this.ordinal, created: now, life: this.props.life(this.ordinal) });
      this.ordinal += 1;
    }
    const surplus = active.length - replicas;
    if (surplus <= 0) return;
    active.sort((a, b) => Number(isReady(a, now)) - Number(isReady(b, now)) || readyTime(b) - readyTime(a));
    for (const pod of active.slice(0, surplus)) pod.deleted = now;
  }

  /** `status.replicas`: the pods that are neither failed nor being deleted. */
  get statusReplicas(): number {
    return this.active().length;
  }

  /** The pods that share the load. */
  ready(now: number): number {
    let count = 0;
    for (const pod of this.pods) if (pod.deleted === undefined && isReady(pod, now)) count += 1;
    return count;
  }

  /** All pods as the API server shows them. */
  at(now: number): Pod[] {
    return this.pods.map(pod => podAt(pod, now));
  }

  private active(): LivingPod[] {
    return this.pods.filter(pod => pod.deleted === undefined && !pod.replaced);
  }

  private earliestFailure(now: number): LivingPod | undefined {
    let earliest: LivingPod | undefined;
    for (const pod of this.pods) {
      if (pod.replaced || pod.deleted !== undefined || failureTime(pod) > now) continue;
      if (earliest === undefined || failureTime(pod) < failureTime(earliest)) earliest = pod;
    }
    return earliest;
  }
}
