import { aligned } from '../../config/units/aligned.ts';
import type { Simulation } from '../simulate.ts';
import { clock, span } from './clock.ts';
import { type RunSummary, summarize } from './summary.ts';

/** The most changes of a run that are listed; the others are only counted. */
const listed = 20;

/** The comparison as a table for a terminal, then each machine's changes with their reasons. */
export function toText(title: string, simulation: Simulation): string {
  const summaries = summarize(simulation);
  const { start, times } = simulation;
  const length = (times.at(-1) ?? 0) + 15;
  const head = `${title}: ${span(length)} from ${clock(start)} UTC`;
  return [head, '', ...table(summaries), ...summaries.flatMap(run => changesOf(run, start))].join('\n');
}

function table(summaries: readonly RunSummary[]): string[] {
  const rows = [
    ['', 'lowest', 'highest', 'last', 'replica hours', 'up', 'down', 'above a threshold'],
    ...summaries.map(run => [
      run.name,
      String(run.lowest),
      String(run.highest),
      String(run.last),
      run.replicaHours.toFixed(1),
      String(run.up),
      String(run.down),
      span(run.secondsAbove),
    ]),
  ];
  return aligned(rows, column => column > 0);
}

function changesOf({ name, note, changes }: RunSummary, start: number): string[] {
  if (changes.length === 0) return ['', `${name}: ${note}`, '  no change'];
  const shown = changes.slice(0, listed);
  const lines = shown.map(({ at, from, to, why }) => `  ${clock(start + at)}  ${from} -> ${to}  ${why}`);
  const rest = changes.length - shown.length;
  return ['', `${name}: ${note}`, ...lines, ...(rest > 0 ? [`  and ${rest} more changes`] : [])];
}

/** The comparison for programs. */
export function toJson(title: string, simulation: Simulation): object {
  const { start, times } = simulation;
  return { title, start, seconds: (times.at(-1) ?? 0) + 15, runs: summarize(simulation) };
}
