import { join } from 'node:path';
import fc from 'fast-check';
import { environmentFiles } from '../../../config/files.ts';
import { loadEnvironments } from '../../../config/load.ts';
import { chart, chartValues, helms, rendered, renderedWith, synthesized } from './chart.ts';
import { environments } from './environments.ts';

const described = await loadEnvironments(await environmentFiles('environments'));

/** `npm run test:helm` tries 500. */
const numRuns = Number(process.env.HELM_ENVIRONMENTS ?? 20);

/** HELM_SEED plays a run again. */
const seed = Number(process.env.HELM_SEED ?? Date.now() % 2 ** 31);

describe.each(helms)('%s', helm => {
  test.each(described.map(environment => [environment.name, environment] as const))(
    'renders %s exactly as it is synthesized',
    async (name, environment) => {
      const objects = await rendered(helm, join(chart, `values-${name}.yaml`));
      expect(objects).toEqual(synthesized(environment));
    },
    60_000,
  );
});

test(
  `renders any of ${numRuns} environments exactly as it is synthesized, in Helm 3 and in Helm 4 (seed ${seed})`,
  async () => {
    await fc.assert(
      fc.asyncProperty(environments, async environment => {
        const values = chartValues(environment);
        const [three, four] = await Promise.all(helms.map(helm => renderedWith(helm, values)));
        expect(three).toEqual(synthesized(environment));
        expect(four).toEqual(three);
      }),
      { numRuns, seed },
    );
  },
  numRuns * 10_000,
);
