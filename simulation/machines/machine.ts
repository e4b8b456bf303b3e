import type { TraceReader } from '../load/trace.ts';

/** What a machine does at one sync. */
export interface Outcome {
  /** The replicas from now on. */
  readonly replicas: number;
  /** Why they change. - the replicas stay. */
  readonly why?: string;
  /** In a few words, why the replicas stay or change; the same words for the same state. */
  readonly state: string;
}

/** Something that decides replica counts every 15 seconds: the reference's algorithm, or an HPA. */
export interface Machine {
  readonly name: string;
  /** Where it differs from the rules, in one sentence. */
  readonly note: string;
  /** @param load at this time. */
  sync(now: number, load: TraceReader): Outcome;
  /** Replicas that are ready at that time. */
  ready(now: number): number;
  readonly replicas: number;
}
