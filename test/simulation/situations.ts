import type { Run } from '../../simulation/simulate.ts';
import { simulate } from '../../simulation/simulate.ts';
import { subjectWith, traceOf } from './subject.ts';

interface Situation {
  readonly name: string;
  /** The demand at each row: percent of one replica's request, summed, and requests a minute. */
  readonly cpu: (row: number) => number;
  readonly memory: (row: number) => number;
  readonly requests: (row: number) => number;
}

/** 40 minutes. */
const rows = 160;
/** Minutes as rows of 15 seconds. */
const minutes = (count: number): number => count * 4;

/** Every metric at half its threshold on 3 replicas. */
const lowLoad = { cpu: () => 105, memory: () => 120, requests: () => 1500 };
const from = (begin: number, end: number, high: number, otherwise: number) => (row: number) =>
  minutes(begin) <= row && row < minutes(end) ? high : otherwise;

/** High is what 6 replicas carry exactly at the threshold. */
const situations: readonly Situation[] = [
  { ...lowLoad, name: 'only CPU high', cpu: from(1, 40, 420, 105) },
  { ...lowLoad, name: 'only RequestCount high', requests: from(1, 40, 6000, 1500) },
  {
    name: 'all high',
    cpu: from(1, 40, 420, 105),
    memory: from(1, 40, 480, 120),
    requests: from(1, 40, 6000, 1500),
  },
  {
    ...lowLoad,
    name: 'flapping: 2 minutes high, 2 minutes low',
    cpu: row => (row % minutes(4) < minutes(2) ? 420 : 105),
  },
  {
    ...lowLoad,
    name: 'RequestCount missing, CPU high for 10 minutes',
    cpu: from(1, 11, 420, 105),
    requests: () => Number.NaN,
  },
  { ...lowLoad, name: 'cooldown: CPU high for 10 minutes', cpu: from(1, 11, 420, 105) },
];

/** What the reference and both modes do with the reference's rules, as a table in Markdown. */
export function situationsTable(): string {
  const subject = subjectWith();
  const lines = situations.map(({ name, cpu, memory, requests }) => {
    const column = (value: (row: number) => number) => Array.from({ length: rows }, (_, row) => value(row));
    const trace = traceOf({
      CPUUtilization: column(cpu),
      MemoryUtilization: column(memory),
      RequestCount: column(requests),
    });
    const pods = { startup: 30, termination: 30 };
    const { runs } = simulate({ subject, trace, modes: ['target', 'step'], pods });
    return `| ${[name, ...runs.map(timeline)].join(' | ')} |`;
  });
  return ['| situation | reference | `target` | `step` |', '|---|---|---|---|', ...lines].join('\n');
}

/** `3, 5 at 1:00, 7 at 4:00`, minutes and seconds. */
function timeline({ changes }: Run): string {
  const shown = changes.slice(0, 6).map(({ at, to }) => {
    return `${to} at ${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}`;
  });
  const last = changes.at(-1);
  const rest = changes.length - shown.length;
  const end = rest > 0 ? [`… (${rest} more changes, ${last?.to} at the end)`] : [];
  return ['3', ...shown, ...end].join(', ');
}
