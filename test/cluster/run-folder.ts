import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** The variable by which `run.ts` tells the tests where the folder of the run is. */
export const runFolderVariable = 'SLIPWAY_CLUSTER_RUN';

/** What the tests count for the summary. */
export interface Counts {
  readonly applied: number;
  readonly warnings: number;
  readonly refused: number;
  readonly interrupted: number;
}

const none: Counts = { applied: 0, warnings: 0, refused: 0, interrupted: 0 };

/** Adds to what the summary of `run.ts` tells at the end; there is none where jest runs alone. */
export function count(counts: Partial<Counts>): void {
  const folder = process.env[runFolderVariable];
  if (folder !== undefined) appendFileSync(countsFile(folder), `${JSON.stringify(counts)}\n`);
}

export function countsFile(folder: string): string {
  return join(folder, 'counts.jsonl');
}

export function sumCounts(lines: string): Counts {
  const parts = lines
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Partial<Counts>);
  return parts.reduce<Counts>(
    (sum, part) => ({
      applied: sum.applied + (part.applied ?? 0),
      warnings: sum.warnings + (part.warnings ?? 0),
      refused: sum.refused + (part.refused ?? 0),
      interrupted: sum.interrupted + (part.interrupted ?? 0),
    }),
    none,
  );
}
