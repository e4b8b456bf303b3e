import fc from 'fast-check';
import type { Oracle } from './oracle.ts';
import { record } from './record.ts';
import { type Scenario, scenarios } from './scenario.ts';
import type { Answer, Trace } from './trace.ts';

/** Where the model and the real controller part for the first time. */
export interface Disagreement {
  readonly seed: number;
  readonly sync: number;
  readonly model: Answer | undefined;
  readonly real: Answer | undefined;
}

/** What a comparison saw. */
export interface Agreement {
  readonly scenarios: number;
  readonly syncs: number;
  /** Times that the replicas changed: what a comparison of timelines that never move would not show. */
  readonly changes: number;
  readonly disagreements: readonly Disagreement[];
}

/** As many as the oracle plays side by side. */
const batchSize = 50;

/** The scenario of a seed, the same on every machine. */
function scenarioOf(seed: number, syncs: number): Scenario {
  const [scenario] = fc.sample(scenarios(syncs), { seed, numRuns: 1 });
  if (scenario === undefined) throw new Error(`seed ${seed}: fast-check made no scenario`);
  return scenario;
}

/** Compares scenarios `first`, `first + 1` and so on, each named by its seed; every oracle takes the next batch. */
export async function compare(
  oracles: readonly Oracle[],
  { first, count, syncs }: { readonly first: number; readonly count: number; readonly syncs: number },
): Promise<Agreement> {
  const disagreements: Disagreement[] = [];
  let changes = 0;
  const batches = seedsInBatches(first, count);
  const runAll = async (oracle: Oracle): Promise<void> => {
    // The generator is shared: what one takes, the others do not see.
    for (const seeds of batches) await runSeeds(oracle, seeds);
  };
  const runSeeds = async (oracle: Oracle, seeds: readonly number[]): Promise<void> => {
    const recorded = seeds.map(seed => record(scenarioOf(seed, syncs), syncs, String(seed)));
    const real = await oracle.answers(recorded.map(({ trace }) => trace));
    recorded.forEach(({ answers }, index) => {
      changes += answers.filter(({ reason, able }) => reason !== '' || able.endsWith('Rescale')).length;
      const found = firstDifference(answers, real[index] ?? []);
      if (found) disagreements.push({ seed: seeds[index] ?? 0, ...found });
    });
  };
  await Promise.all(oracles.map(runAll));
  disagreements.sort((a, b) => a.seed - b.seed);
  return { scenarios: count, syncs: count * syncs, changes, disagreements };
}

function* seedsInBatches(first: number, count: number): Generator<readonly number[]> {
  for (let from = first; from < first + count; from += batchSize) {
    yield Array.from({ length: Math.min(batchSize, first + count - from) }, (_, index) => from + index);
  }
}

/** Shrinking ends after 2 minutes with the smallest scenario so far. */
const shrinkingMs = 120_000;

/** The smallest scenario, found by fast-check from one that disagrees, up to its first difference. */
export async function shrink(
  oracle: Oracle,
  { seed, sync }: Disagreement,
  syncs: number,
): Promise<{ summary: string; trace?: Trace }> {
  const disagrees = async (scenario: Scenario): Promise<Omit<Disagreement, 'seed'> | undefined> => {
    const { trace, answers } = record(scenario, sync + 1, String(seed));
    const [real] = await oracle.answers([trace]);
    return firstDifference(answers, real ?? []);
  };
  const property = fc.asyncProperty(
    scenarios(syncs),
    async scenario => (await disagrees(scenario)) === undefined,
  );
  const { counterexample } = await fc.check(property, {
    seed,
    numRuns: 1,
    interruptAfterTimeLimit: shrinkingMs,
  });
  const [smallest] = counterexample ?? [];
  if (smallest === undefined) return { summary: `seed ${seed} agrees when it is played alone` };
  const found = await disagrees(smallest);
  const { trace } = record(smallest, (found?.sync ?? 0) + 1, `smallest-of-${seed}`);
  const summary = { ...found, spec: trace.spec, situation: trace.syncs.at(-1) };
  return { summary: JSON.stringify(summary, null, 1), trace };
}

function firstDifference(model: readonly Answer[], real: readonly Answer[]) {
  for (let sync = 0; sync < Math.max(model.length, real.length); sync += 1) {
    const [ours, theirs] = [model[sync], real[sync]];
    if (!isSame(ours, theirs)) return { sync, model: ours, real: theirs };
  }
  return undefined;
}

function isSame(a: Answer | undefined, b: Answer | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return (Object.keys(a) as (keyof Answer)[]).every(key => a[key] === b[key]);
}
