import { mkdtempSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { compare, shrink } from './compare.ts';
import { goldenFolder, writeGolden } from './golden.ts';
import { Oracle } from './oracle.ts';
import type { Trace } from './trace.ts';

/** `SCENARIOS=20000 SEED=1 npm run test:oracle` runs more, or others. */
const count = Number(process.env.SCENARIOS ?? 2000);
const first = Number(process.env.SEED ?? 1);
/** 2 hours. */
const syncs = 480;

/** Each uses one core, four times as long as the model. */
const side = Math.min(availableParallelism(), 4);

let oracles: readonly Oracle[] = [];
beforeAll(async () => {
  const first = await Oracle.start();
  oracles = [first, ...(await Promise.all(Array.from({ length: side - 1 }, () => Oracle.start())))];
});
afterAll(async () => {
  for (const oracle of oracles) await oracle.end();
});

/** Writes a trace with the real answers next to the checkout, and says how it becomes a recorded timeline. */
async function advice(oracle: Oracle, trace: Trace): Promise<string> {
  const [answers = []] = await oracle.answers([trace]);
  const file = join(mkdtempSync(join(tmpdir(), 'hpa-')), `${trace.name}.jsonl`);
  writeFileSync(file, writeGolden({ trace, answers }));
  return `To keep this timeline: cp ${file} ${relative(process.cwd(), goldenFolder)}/`;
}

test('the model decides as the HPA controller of Kubernetes does, at every sync of every scenario', async () => {
  const found = await compare(oracles, { first, count, syncs });
  const { disagreements, changes } = found;
  process.stdout.write(
    `HPA model and Kubernetes: ${found.scenarios} scenarios of 2 hours, seeds ${first} to ${first + count - 1}, ` +
      `${found.syncs} syncs, ${changes} changes of replicas, ${disagreements.length} disagreements\n`,
  );
  const [worst] = disagreements;
  const [oracle] = oracles;
  if (worst !== undefined && oracle !== undefined) {
    const seeds = disagreements.map(({ seed }) => seed).join(', ');
    const { summary, trace } = await shrink(oracle, worst, syncs);
    const howToRecord = trace === undefined ? '' : `\n${await advice(oracle, trace)}`;
    throw new Error(`seeds that disagree: ${seeds}\n${summary}${howToRecord}`);
  }
  expect(changes).toBeGreaterThan(count);
});
