import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as yaml from 'js-yaml';
import { binary } from '../../../tools/binary.ts';
import { run } from '../../../tools/run.ts';
import type { Manifest } from '../../support/manifests.ts';
import type { Scenario } from './scenario.ts';

/** What promtool finds wrong with rules themselves: nothing, or its own words. */
export function checkRules(rule: Manifest): Promise<string> {
  return inFolder(async folder => {
    const file = await writeRules(folder, rule);
    return promtool('check', 'rules', '--lint=all', '--lint-fatal', file);
  });
}

/** Runs one scenario: nothing, or what promtool expected and got. */
export function runScenario(rule: Manifest, scenario: Scenario): Promise<string> {
  return inFolder(async folder => {
    await writeRules(folder, rule);
    const file = join(folder, 'test.yaml');
    await writeFile(file, yaml.dump(testFile(rule, scenario)));
    return promtool('test', 'rules', file);
  });
}

/** Runs a file of promtool's own kind against rules: nothing, or what it expected and got. */
export function runFile(rules: readonly Manifest[], file: object): Promise<string> {
  return inFolder(async folder => {
    const groups = rules.flatMap(({ spec }) => spec.groups);
    await writeFile(join(folder, 'rules.yaml'), yaml.dump({ groups }));
    const test = join(folder, 'test.yaml');
    await writeFile(test, yaml.dump({ rule_files: ['rules.yaml'], ...file }, { noRefs: true }));
    return promtool('test', 'rules', test);
  });
}

async function promtool(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(await binary('promtool'), args);
  return code === 0 ? '' : `${stdout}${stderr}`;
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-alerts-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeRules(folder: string, { spec }: Manifest): Promise<string> {
  const file = join(folder, 'rules.yaml');
  await writeFile(file, yaml.dump({ groups: spec.groups }));
  return file;
}

function testFile(rule: Manifest, { alert, series, at, says, labels = {} }: Scenario) {
  const found = alertOf(rule, alert);
  const expected = {
    exp_labels: { ...labels, ...found.labels },
    exp_annotations: { summary: says, description: filled(found.annotations.description, labels) },
  };
  return {
    rule_files: ['rules.yaml'],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        alert_rule_test: [
          { eval_time: at, alertname: alert, exp_alerts: says === undefined ? [] : [expected] },
        ],
      },
    ],
  };
}

/** The one rule of that alert. @throws when there is none. */
function alertOf({ metadata, spec }: Manifest, alert: string): Manifest {
  const found = spec.groups
    .flatMap((group: Manifest) => group.rules)
    .find((rule: Manifest) => rule.alert === alert);
  if (!found) throw new Error(`PrometheusRule ${metadata.name}: no alert ${alert}`);
  return found;
}

function filled(text: string, labels: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{ \$labels\.(\w+) \}\}/g, (_, name) => labels[name] ?? '');
}
