import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** 30 days, a row every 15 seconds. */
const rows = 172_800;

/** Writes a trace of a month with days, noise and three metrics, 14 MB, and returns its path. */
export function recordedMonth(folder: string): string {
  const lines = ['time,replicas,CPUUtilization,MemoryUtilization,RequestCount'];
  for (let row = 0; row < rows; row += 1) {
    const day = Math.sin((row / 5760) * 2 * Math.PI);
    const noise = (row * 7919) % 100;
    const time = new Date(Date.UTC(2026, 9, 1) + row * 15_000).toISOString();
    lines.push([time, 3, 60 + 50 * day + noise / 10, 50 + 20 * day, 3000 + 2500 * day + noise * 3].join(','));
  }
  const file = join(folder, 'month.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}
