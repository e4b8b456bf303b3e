import { milli } from './amounts.ts';
import type { ControllerFlags } from './flags.ts';
import type { ContainerRequests, Observation, Pod, Sample } from './observation.ts';

/** How the pods count for one metric: the ids of each group. */
export interface PodGroups {
  readonly readyCount: number;
  readonly unready: readonly number[];
  readonly missing: readonly number[];
  readonly ignored: readonly number[];
}

/**
 * Sorts the pods for one metric:
 *
 * - ignored: being deleted, or failed;
 * - unready: pending; for cpu also not ready or just started;
 * - missing: no sample;
 * - ready: all others.
 */
export function groupPods(
  { pods, now }: Observation,
  samples: ReadonlyMap<number, Sample>,
  resource: string | undefined,
  flags: ControllerFlags,
): PodGroups {
  let readyCount = 0;
  const unready: number[] = [];
  const missing: number[] = [];
  const ignored: number[] = [];
  for (const pod of pods) {
    const sample = samples.get(pod.id);
    if (pod.deleted || pod.phase === 'Failed') ignored.push(pod.id);
    else if (pod.phase === 'Pending') unready.push(pod.id);
    else if (sample === undefined) missing.push(pod.id);
    else if (resource === 'cpu' && isInitializing(pod, sample, now, flags)) unready.push(pod.id);
    else readyCount += 1;
  }
  return { readyCount, unready, missing, ignored };
}

/**
 * Whether the cpu of a pod says nothing yet.
 *
 * In the first five minutes: while it is not ready, and until a whole window was measured after its last change
 * of readiness. Later: when it is not ready and its last change came before the readiness delay was over, that
 * is, when it was never ready.
 */
function isInitializing(pod: Pod, sample: Sample, now: number, flags: ControllerFlags): boolean {
  const { ready, startTime } = pod;
  if (ready === undefined || startTime === undefined) return true;
  const isUnready = ready.status === 'False';
  if (startTime + flags.cpuInitializationPeriod > now) {
    return isUnready || sample.timestamp < ready.since + sample.window;
  }
  return isUnready && startTime + flags.initialReadinessDelay > ready.since;
}

/** The number of pods that run and are ready, which share a metric of the whole service. */
export function readyPods(pods: readonly Pod[]): number {
  let count = 0;
  for (const pod of pods) if (pod.phase === 'Running' && pod.ready?.status === 'True') count += 1;
  return count;
}

/**
 * What one pod asks for, in thousandths: of one container, or of all together.
 *
 * `undefined` when a container states no request, or when there is no such container: the controller then has
 * no utilization.
 */
export function podRequest(
  containers: ContainerRequests,
  resource: string,
  container?: string,
): number | undefined {
  const names = container === undefined ? Object.keys(containers) : [container];
  let sum = 0;
  for (const name of names) {
    const amount = containers[name]?.[resource];
    if (amount === undefined) return undefined;
    sum += milli(amount);
  }
  return sum;
}
