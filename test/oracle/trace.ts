import { HorizontalController } from '../../simulation/hpa/controller.ts';
import type { Condition, Decision } from '../../simulation/hpa/decision.ts';
import type {
  ContainerRequests,
  Observation,
  Phase,
  Pod,
  Reading,
} from '../../simulation/hpa/observation.ts';
import type { HpaSpec } from '../../simulation/hpa/spec.ts';

/** One HPA and what it sees at each sync, 15 seconds apart; tools/oracle reads the same. */
export interface Trace {
  readonly name: string;
  readonly spec: HpaSpec;
  readonly replicas: number;
  readonly containers: ContainerRequests;
  readonly syncs: readonly Situation[];
}

/** What is left out is as it was at the sync before. */
export interface Situation {
  /** A person sets the replicas of the target just before the sync. */
  readonly scale?: number;
  readonly status?: number;
  readonly pods?: readonly PodRow[];
  /** By metric key. An empty row is a metric that could not be had. */
  readonly readings?: Readonly<Record<string, ReadingRow>>;
}

/** Id, phase, 1 when deleted, start time or null, status of Ready or null, time of its last change. */
export type PodRow = readonly [number, number, number, number | null, number | null, number];

export interface ReadingRow {
  /** Pod id, thousandths, time, window. */
  readonly pods?: readonly (readonly [number, number, number, number])[];
  readonly values?: readonly number[];
}

/** What a controller did at one sync, the model and the real one alike. */
export interface Answer {
  readonly replicas: number;
  readonly proposal: number;
  readonly metric: string;
  readonly reason: string;
  readonly able: string;
  readonly active: string;
  readonly limited: string;
}

const phases: readonly Phase[] = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'];
const statuses = ['False', 'True', 'Unknown'] as const;

export function podRow(pod: Pod): PodRow {
  const status = pod.ready === undefined ? null : statuses.indexOf(pod.ready.status);
  return [
    pod.id,
    phases.indexOf(pod.phase),
    pod.deleted ? 1 : 0,
    pod.startTime ?? null,
    status,
    pod.ready?.since ?? 0,
  ];
}

function readPod([id, phase, deleted, startTime, status, since]: PodRow): Pod {
  const ready = status === null ? undefined : statuses[status];
  return {
    id,
    phase: phases[phase] ?? 'Unknown',
    ...(deleted === 1 ? { deleted: true } : {}),
    ...(startTime === null ? {} : { startTime }),
    ...(ready === undefined ? {} : { ready: { status: ready, since } }),
  };
}

export function readReading(row: ReadingRow): Reading | undefined {
  if (row.values !== undefined) return { values: row.values };
  if (row.pods === undefined) return undefined;
  return {
    samples: new Map(row.pods.map(([id, value, timestamp, window]) => [id, { value, timestamp, window }])),
  };
}

/** The model's answers to a trace. */
export function replay(trace: Trace): Answer[] {
  const controller = new HorizontalController(trace.spec, trace.containers);
  const readings = new Map<string, Reading>();
  let replicas = trace.replicas;
  let statusReplicas = 0;
  let pods: readonly Pod[] = [];
  return trace.syncs.map((situation, index) => {
    replicas = situation.scale ?? replicas;
    statusReplicas = situation.status ?? statusReplicas;
    pods = situation.pods?.map(readPod) ?? pods;
    for (const [key, row] of Object.entries(situation.readings ?? {})) {
      const reading = readReading(row);
      if (reading === undefined) readings.delete(key);
      else readings.set(key, reading);
    }
    const observation: Observation = { now: (index + 1) * 15, replicas, statusReplicas, pods, readings };
    const decision = controller.sync(observation);
    replicas = decision.replicas;
    return answerOf(decision);
  });
}

export function answerOf(decision: Decision): Answer {
  return {
    replicas: decision.replicas,
    proposal: decision.proposal ?? 0,
    metric: decision.metric ?? '',
    reason: decision.reason ?? '',
    able: words(decision.able),
    active: words(decision.active),
    limited: words(decision.limited),
  };
}

function words(condition: Condition | undefined): string {
  return condition === undefined ? '' : `${condition.status ? 'True' : 'False'} ${condition.reason}`;
}
