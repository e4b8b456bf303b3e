/**
 * What an application had to carry over time: for each metric the demand of the whole application.
 *
 * - CPUUtilization and MemoryUtilization: percent of one replica's request, summed over the replicas;
 * - RequestCount: requests a minute;
 * - a Prometheus metric: as its query returns it, times the replicas if it is the service's.
 */
export interface Trace {
  /** Seconds since 1970 of the first row. */
  readonly start: number;
  /** Seconds from the first row to each row, ascending, from 0. A row holds until the next one. */
  readonly times: Float64Array;
  /** Per metric one value a row; NaN where it was missing. */
  readonly demand: ReadonlyMap<string, Float64Array>;
}

/** Seconds that the trace lasts: the last row holds as long as the one before it. */
export function duration({ times }: Trace): number {
  const last = times.at(-1) ?? 0;
  return last + (times.length > 1 ? last - (times.at(-2) ?? 0) : 15);
}

/** Reads a trace in the order of time, which is cheaper than a search for each time. */
export class TraceReader {
  private row = 0;

  constructor(private readonly trace: Trace) {}

  /** Moves to the row that holds at that many seconds. Never goes back. */
  moveTo(seconds: number): void {
    const { times } = this.trace;
    while (this.row + 1 < times.length && (times[this.row + 1] ?? 0) <= seconds) this.row += 1;
  }

  /** `undefined` where the metric is missing, also when the trace has no such column. */
  demand(metric: string): number | undefined {
    const value = this.trace.demand.get(metric)?.[this.row];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }
}
