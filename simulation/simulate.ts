import { duration, type Trace, TraceReader } from './load/trace.ts';
import { HpaMachine } from './machines/hpa-machine.ts';
import type { Machine } from './machines/machine.ts';
import { byName, measure, type PodTimes } from './machines/measured.ts';
import { ReferenceMachine } from './machines/reference-machine.ts';
import { metricName, type Subject } from './subject.ts';

/** One change of a machine's replicas. */
export interface Change {
  /** Seconds from the start of the trace. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

/** What one machine did, at each sync. */
export interface Run {
  readonly name: string;
  /** Where the machine differs from the rules, in one sentence. */
  readonly note: string;
  readonly replicas: Uint16Array;
  readonly ready: Uint16Array;
  /** Each rule's value as this machine saw it; NaN where it was missing. */
  readonly values: ReadonlyMap<string, Float32Array>;
  /** Index in `states` at each sync. */
  readonly state: Uint8Array;
  readonly states: readonly string[];
  readonly changes: readonly Change[];
}

export interface Simulation {
  readonly subject: Subject;
  /** Seconds since 1970. */
  readonly start: number;
  /** Seconds of each sync from the start of the trace. */
  readonly times: Float64Array;
  readonly runs: readonly Run[];
}

export interface SimulationProps {
  readonly subject: Subject;
  readonly trace: Trace;
  /** The HPAs to compare with the reference. */
  readonly modes: readonly Subject['range']['mode'][];
  readonly pods: PodTimes;
  /** Called at every hundredth of the way. - no call. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Seconds between two syncs of the controller: `--horizontal-pod-autoscaler-sync-period`. */
export const syncPeriod = 15;

/** Runs the reference's algorithm and the HPAs over the same demand, each with its own pods. */
export function simulate(props: SimulationProps): Simulation {
  const { subject, trace, modes, pods } = props;
  const machines: Machine[] = [
    new ReferenceMachine(subject, pods),
    ...modes.map(mode => new HpaMachine(subject, mode, pods)),
  ];
  const syncs = Math.max(1, Math.floor(duration(trace) / syncPeriod));
  const times = new Float64Array(syncs).map((_, index) => index * syncPeriod);
  const recorders = machines.map(machine => new Recorder(machine, subject, syncs));
  const load = new TraceReader(trace);
  const step = Math.max(1, Math.floor(syncs / 100));
  for (let index = 0; index < syncs; index += 1) {
    const now = index * syncPeriod;
    load.moveTo(now);
    for (const recorder of recorders) recorder.sync(index, now, load);
    if (index % step === 0) props.onProgress?.(index, syncs);
  }
  return { subject, start: trace.start, times, runs: recorders.map(recorder => recorder.run()) };
}

/** Records what one machine does. */
class Recorder {
  private readonly replicas: Uint16Array;
  private readonly ready: Uint16Array;
  private readonly values: Map<string, Float32Array>;
  private readonly state: Uint8Array;
  private readonly states = new Map<string, number>();
  private readonly changes: Change[] = [];

  constructor(
    private readonly machine: Machine,
    private readonly subject: Subject,
    syncs: number,
  ) {
    this.replicas = new Uint16Array(syncs);
    this.ready = new Uint16Array(syncs);
    this.state = new Uint8Array(syncs);
    this.values = new Map(
      subject.range.rules.map(rule => [metricName(rule), new Float32Array(syncs).fill(Number.NaN)]),
    );
  }

  sync(index: number, now: number, load: TraceReader): void {
    const { machine, subject } = this;
    const before = machine.replicas;
    const ready = machine.ready(now);
    const seen = byName(subject.range.rules, measure(subject, load, ready, before));
    const { replicas, why, state } = machine.sync(now, load);
    this.replicas[index] = replicas;
    this.ready[index] = ready;
    for (const [metric, value] of seen) {
      const column = this.values.get(metric);
      if (column) column[index] = value;
    }
    const known = this.states.get(state) ?? this.states.size;
    this.states.set(state, known);
    this.state[index] = known;
    if (replicas !== before) this.changes.push({ at: now, from: before, to: replicas, why: why ?? '' });
  }

  run(): Run {
    const { machine, replicas, ready, values, state, states, changes } = this;
    return {
      name: machine.name,
      note: machine.note,
      replicas,
      ready,
      values,
      state,
      states: [...states.keys()],
      changes,
    };
  }
}
