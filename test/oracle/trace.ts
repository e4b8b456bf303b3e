import { HorizontalController } from '../../simulation/hpa/controller.ts';
import type { Condition, Decision } from '../../simulation/hpa/decision.ts';
import type { ContainerRequests, Phase, Pod, Reading } from '../../simulation/hpa/observation.ts';
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

function readReading(row: ReadingRow): Reading | undefined {
  if (row.values !== undefined) return { values: row.values };
  if (row.pods === undefined) return undefined;
  return {
    samples: new Map(row.pods.map(([id, value, timestamp, window]) => [id, { value, timestamp, window }])),
  };
}

/** The model of the controller, shown one situation after the other. */
export class Model {
  private readonly controller: HorizontalController;
  private readonly readings = new Map<string, Reading>();
  private replicas: number;
  private statusReplicas = 0;
  private pods: readonly Pod[] = [];
  private now = 0;

  constructor({ spec, containers, replicas }: Omit<Trace, 'syncs'>) {
    this.controller = new HorizontalController(spec, containers);
    this.replicas = replicas;
  }

  /** The answer at the next sync. */
  answer({ scale, status, pods, readings = {} }: Situation): Answer {
    this.now += 15;
    this.replicas = scale ?? this.replicas;
    this.statusReplicas = status ?? this.statusReplicas;
    this.pods = pods?.map(readPod) ?? this.pods;
    for (const [key, row] of Object.entries(readings)) {
      const reading = readReading(row);
      if (reading === undefined) this.readings.delete(key);
      else this.readings.set(key, reading);
    }
    const decision = this.controller.sync({
      now: this.now,
      replicas: this.replicas,
      statusReplicas: this.statusReplicas,
      pods: this.pods,
      readings: this.readings,
    });
    this.replicas = decision.replicas;
    return answerOf(decision);
  }
}

/** The model's answers to a trace. */
export function replay(trace: Trace): Answer[] {
  const model = new Model(trace);
  return trace.syncs.map(situation => model.answer(situation));
}

function answerOf(decision: Decision): Answer {
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
