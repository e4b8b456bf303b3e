import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../support/manifests.ts';
import { otherRules, productionRules as rules } from './production.ts';
import { checkRules, runScenario } from './promtool.ts';
import type { Scenario } from './scenario.ts';

const folder = join(import.meta.dirname, 'scenarios');
const modules: { scenarios: readonly Scenario[] }[] = await Promise.all(
  readdirSync(folder).map(file => import(join(folder, file))),
);
const scenarios = modules.flatMap(module => module.scenarios);

/** `web/ApplicationDown` and where it is: the shipped production, or else the one that chooses otherwise. */
const ruleOf = new Map(
  [...otherRules, ...rules].flatMap(rule =>
    rule.spec.groups.flatMap((group: Manifest) =>
      group.rules.map(({ alert }: Manifest) => [`${rule.metadata.name}/${alert}`, rule] as const),
    ),
  ),
);
const alerts = [...ruleOf.keys()];

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
    const rule = ruleOf.get(`${scenario.rules}/${alert}`);
    expect(rule && (await runScenario(rule, scenario))).toBe('');
  });
});
