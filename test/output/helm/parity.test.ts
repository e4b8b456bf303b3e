import { join } from 'node:path';
import fc from 'fast-check';
import { type EnvironmentInput, environmentSchema } from '../../../config/environment.ts';
import { environmentFiles } from '../../../config/files.ts';
import { loadEnvironments } from '../../../config/load.ts';
import { environmentCases, recordedEnvironments } from '../../support/environment-cases.ts';
import { law, times } from '../../support/law.ts';
import { chart, chartValues, helms, rendered, renderedWith, synthesized } from './chart.ts';
import { environments } from './environments.ts';
import { smallWithHosts } from './many-hosts.ts';

const described = await loadEnvironments(await environmentFiles('environments'));

/** `npm run test:helm` tries 25 times as many. */
const numRuns = 20;

async function expectParity(input: EnvironmentInput): Promise<void> {
  const environment = environmentSchema.parse(input);
  const values = chartValues(environment);
  const expected = synthesized(environment);
  for (const objects of await Promise.all(helms.map(helm => renderedWith(helm, values)))) {
    expect(objects).toEqual(expected);
  }
}

describe.each(helms)('%s', helm => {
  test.each(described.map(environment => [environment.name, environment] as const))(
    'renders %s exactly as it is synthesized',
    async (name, environment) => {
      const objects = await rendered(helm, join(chart, `values-${name}.yaml`));
      expect(objects).toEqual(synthesized(environment));
    },
  );

  test.each([63, 64])(
    'renders %i hosts next to an application without one exactly as synthesized',
    async hosts => {
      const environment = environmentSchema.parse({
        name: 'crowd',
        cluster: { storageClass: 'encrypted-ssd' },
        applications: {
          hidden: {
            image: 'registry.example.com/hidden:1',
            resources: { requests: { cpu: '10m', memory: '16Mi' } },
          },
          ...smallWithHosts(hosts),
        },
      });
      const objects = await renderedWith(helm, chartValues(environment));
      const sets = Object.keys(objects).filter(key => key.startsWith('ListenerSet'));
      expect(sets).toHaveLength(hosts < 64 ? 0 : hosts);
      expect(objects).toEqual(synthesized(environment));
    },
  );
});

test.each(recordedEnvironments())('renders %s of test/cases/environments exactly', (_, input) =>
  expectParity(input),
);

test(
  'renders any environment exactly as it is synthesized',
  async () => {
    // The kept environments have a test each.
    const cases = { ...environmentCases, known: () => [] };
    await law(fc.asyncProperty(environments, expectParity), { numRuns, cases });
  },
  120_000 + numRuns * times * 10_000,
);
