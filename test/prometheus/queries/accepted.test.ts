import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { binary } from '../../../tools/binary.ts';
import { run } from '../../../tools/run.ts';
import { accepted, refused } from '../../support/promql-cases.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-promql-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Whether Prometheus' own parser takes a query as scaling rules ask it. */
async function isTaken(query: string): Promise<boolean> {
  const expr = `avg_over_time((${query})[60s:15s])`;
  const file = join(folder, 'rules.yaml');
  await writeFile(file, dump({ groups: [{ name: 'scaling', rules: [{ record: 'asked', expr }] }] }));
  const { code } = await run(await binary('promtool'), ['check', 'rules', '--lint=none', file]);
  return code === 0;
}

test.each(accepted)('Prometheus takes %j, as the schema does', async query => {
  expect(await isTaken(query)).toBe(true);
});

/** Brackets that close what stands around a query change its meaning, and not whether it can be read. */
const onlyInside = new Set(['sum(x))+(sum(y)']);

test.each(Object.keys(refused).filter(query => !onlyInside.has(query)))(
  'Prometheus refuses %j, as the schema does',
  async query => {
    expect(await isTaken(query)).toBe(false);
  },
);
