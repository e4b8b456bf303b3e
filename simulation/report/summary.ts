import { type Change, type Run, type Simulation, syncPeriod } from '../simulate.ts';
import { metricName } from '../subject.ts';

/** The totals of one machine's run. */
export interface RunSummary {
  readonly name: string;
  /** Where the machine differs from the rules. */
  readonly note: string;
  readonly lowest: number;
  readonly highest: number;
  readonly last: number;
  /** Replicas times hours. */
  readonly replicaHours: number;
  readonly up: number;
  readonly down: number;
  /** Seconds in which at least one metric was above the threshold of its rule. */
  readonly secondsAbove: number;
  readonly changes: readonly Change[];
}

export function summarize({ subject, runs }: Simulation): RunSummary[] {
  const { rules } = subject.range;
  return runs.map(run => ({
    name: run.name,
    note: run.note,
    lowest: run.replicas.reduce((least, n) => Math.min(least, n), subject.range.min),
    highest: run.replicas.reduce((most, n) => Math.max(most, n), 0),
    last: run.replicas.at(-1) ?? 0,
    replicaHours: Number(((run.replicas.reduce((sum, n) => sum + n, 0) * syncPeriod) / 3600).toFixed(2)),
    up: run.changes.filter(({ from, to }) => to > from).length,
    down: run.changes.filter(({ from, to }) => to < from).length,
    secondsAbove:
      syncPeriod *
      syncsAbove(
        run,
        rules.map(rule => [metricName(rule), rule.threshold]),
      ),
    changes: run.changes,
  }));
}

function syncsAbove({ values, replicas }: Run, thresholds: readonly (readonly [string, number])[]): number {
  const columns = thresholds.map(([metric, threshold]) => ({ threshold, column: values.get(metric) }));
  let count = 0;
  for (let index = 0; index < replicas.length; index += 1) {
    if (columns.some(({ threshold, column }) => (column?.[index] ?? 0) > threshold)) count += 1;
  }
  return count;
}
