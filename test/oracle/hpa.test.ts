import { mkdtempSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, shrink } from './compare.ts';
import { Oracle } from './oracle.ts';

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
    const file = join(mkdtempSync(join(tmpdir(), 'hpa-')), 'smallest.json');
    writeFileSync(file, JSON.stringify(trace));
    throw new Error(`seeds that disagree: ${seeds}\nthe smallest trace: ${file}\n${summary}`);
  }
  expect(changes).toBeGreaterThan(count);
});
