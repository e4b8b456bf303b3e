/**
 * How long a simulated month at 15 s takes, with chart and page, compared with reading its trace alone:
 * `npm run bench:simulate [RUNS]`. Whole processes, in turns; the median counts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, median } from './measure.ts';
import { recordedMonth } from './recorded-month.ts';

const runs = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
const trace = recordedMonth(folder);
const run = (file: string) =>
  measure(process.execPath, ['--import', 'tsx', join(import.meta.dirname, file), trace]);

try {
  const turns = Array.from({ length: runs }, () => ({
    parse: run('parse-month.ts'),
    whole: run('month.ts'),
  }));
  const parse = median(turns.map(turn => turn.parse.elapsed));
  const whole = median(turns.map(turn => turn.whole.elapsed));
  process.stdout.write(
    `csv-parse alone             ${parse.toFixed(2)} s\nsimulated month, both modes ${whole.toFixed(2)} s, ratio ${(whole / parse).toFixed(2)}\n`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
