import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordedMonth } from '../../bench/recorded-month.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'slipway-month-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('simulates and draws a month at 15 seconds in less than 500 MB', () => {
  const printed = execFileSync(
    process.execPath,
    ['--import', 'tsx', join(root, 'bench/month.ts'), recordedMonth(folder)],
    { cwd: root, encoding: 'utf8' },
  );
  const took = JSON.parse(printed);
  expect(took.simulatedSeconds).toBe(30 * 86_400);
  expect(took.megabytes).toBeLessThan(500);
  expect(took.pageBytes).toBeLessThan(1e6);
});
