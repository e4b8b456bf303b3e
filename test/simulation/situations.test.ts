import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { situationsTable } from './situations.ts';

const page = join(import.meta.dirname, '..', '..', 'docs', 'scaling.md');
const marked = /(<!-- situations -->\n)[\s\S]*?(<!-- end -->)/;

/** `UPDATE_DOCS=1 npm run unit -- test/simulation/situations` writes it again. */
test('docs/scaling.md shows what the simulator does in each situation', () => {
  const before = readFileSync(page, 'utf8');
  const now = before.replace(marked, `$1\n${situationsTable()}\n\n$2`);
  if (process.env.UPDATE_DOCS) writeFileSync(page, now);
  else expect(before).toBe(now);
  expect(now).toMatch(/\| all high \|/);
});
