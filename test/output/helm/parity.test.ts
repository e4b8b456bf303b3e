import { join } from 'node:path';
import fc from 'fast-check';
import { environmentSchema } from '../../../config/environment.ts';
import { environmentFiles } from '../../../config/files.ts';
import { loadEnvironments } from '../../../config/load.ts';
import { chart, chartValues, helms, rendered, renderedWith, synthesized } from './chart.ts';
import { crowdOf } from './crowd.ts';
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

  test.each([63, 64])(
    'renders %i hosts beside an application without one exactly as synthesized',
    async hosts => {
      const environment = environmentSchema.parse({
        name: 'crowd',
        cluster: { storageClass: 'encrypted-ssd' },
        applications: {
          hidden: {
            image: 'registry.example.com/hidden:1',
            resources: { requests: { cpu: '10m', memory: '16Mi' } },
          },
          ...crowdOf(hosts),
        },
      });
      const objects = await renderedWith(helm, chartValues(environment));
      const sets = Object.keys(objects).filter(key => key.startsWith('ListenerSet'));
      expect(sets).toHaveLength(hosts < 64 ? 0 : hosts);
      expect(objects).toEqual(synthesized(environment));
    },
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
