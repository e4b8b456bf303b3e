import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Situation, Trace } from './trace.ts';

/** Traces with the answers of the real controller: what a machine without Go compares the model with. */
export const goldenFolder = join(import.meta.dirname, '..', 'simulation', 'golden');

export interface Golden {
  readonly file: string;
  readonly trace: Trace;
  readonly answers: readonly Answer[];
}

/** The first line is the trace without its syncs, every other line one sync: what was seen, what was answered. */
export function readGolden(): Golden[] {
  return readdirSync(goldenFolder).map(file => {
    const [head = '', ...lines] = readFileSync(join(goldenFolder, file), 'utf8').trim().split('\n');
    const rows = lines.map(line => JSON.parse(line) as [Situation, Answer]);
    const trace = {
      ...(JSON.parse(head) as Omit<Trace, 'syncs'>),
      syncs: rows.map(([situation]) => situation),
    };
    return { file, trace, answers: rows.map(([, answer]) => answer) };
  });
}

export function writeGolden({ trace, answers }: Omit<Golden, 'file'>): string {
  const { syncs, ...head } = trace;
  const rows = syncs.map((situation, index) => JSON.stringify([situation, answers[index]]));
  return `${[JSON.stringify(head), ...rows].join('\n')}\n`;
}
