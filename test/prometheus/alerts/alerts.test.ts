import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../support/manifests.ts';
import { productionRules as rules } from './production.ts';
import { checkRules, playScenario } from './promtool.ts';
import type { Scenario } from './scenario.ts';

const folder = join(import.meta.dirname, 'scenarios');
const modules: { scenarios: readonly Scenario[] }[] = await Promise.all(
  readdirSync(folder).map(file => import(join(folder, file))),
);
const scenarios = modules.flatMap(module => module.scenarios);

const alerts = rules.flatMap(({ metadata, spec }) =>
  spec.groups.flatMap((group: Manifest) =>
    group.rules.map(({ alert }: Manifest) => `${metadata.name}/${alert}`),
  ),
);

describe('the alerts of production', () => {
  test.each(rules.map(rule => [rule.metadata.name, rule] as const))(
    'of %s are rules that Prometheus takes without a remark',
    async (_, rule) => {
      expect(await checkRules(rule)).toBe('');
    },
  );

  test('have each a situation in which they fire and one in which they do not', () => {
    const played = (fires: boolean) =>
      new Set(
        scenarios
          .filter(({ says }) => (says !== undefined) === fires)
          .map(({ rules, alert }) => `${rules}/${alert}`),
      );
    expect([...played(true)].sort()).toEqual([...alerts].sort());
    expect([...played(false)].sort()).toEqual([...alerts].sort());
  });
});

describe.each([...new Set(scenarios.map(({ alert }) => alert))])('%s', alert => {
  test.each(
    scenarios
      .filter(scenario => scenario.alert === alert)
      .map(
        scenario =>
          [scenario.says === undefined ? 'is silent' : 'fires', scenario.situation, scenario] as const,
      ),
  )('%s: %s', async (_, __, scenario) => {
    const rule = rules.find(({ metadata }) => metadata.name === scenario.rules);
    expect(rule && (await playScenario(rule, scenario))).toBe('');
  });
});
