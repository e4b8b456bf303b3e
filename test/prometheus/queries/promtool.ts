import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as yaml from 'js-yaml';
import { binary } from '../../../tools/binary.ts';
import { run } from '../../../tools/run.ts';

/** Seconds between two samples. */
export const step = 15;

/** How long every scenario lasts: ten minutes. */
const samples = (10 * 60) / step;

/** A series and its samples, in promtool's notation. */
export interface Series {
  readonly series: string;
  readonly values: string;
}

/** One moment of a Prometheus, and what an expression is there: a number, or nothing. */
export interface Scenario {
  readonly name: string;
  readonly series: readonly Series[];
  readonly expr: string;
  readonly labels: string;
  readonly value: number | undefined;
}

/** A series that keeps its value. */
export function constant(series: string, value: number): Series {
  return { series, values: `${value}x${samples}` };
}

/** A counter that grows by so much a second. */
export function counter(series: string, perSecond: number): Series {
  return { series, values: `0+${perSecond * step}x${samples}` };
}

/** A series that changes its value so many seconds before the end. */
export function changed(series: string, before: number, after: number, secondsAgo: number): Series {
  const late = secondsAgo / step;
  return { series, values: `${before}x${samples - late - 1} ${after}x${late}` };
}

/** Lets Prometheus' own engine judge the scenarios; returns what it found wrong, or nothing. */
export async function judge(rules: readonly object[], scenarios: readonly Scenario[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-promql-'));
  try {
    const group = { name: 'scaling', interval: `${step}s`, rules };
    await writeFile(join(folder, 'rules.yaml'), yaml.dump({ groups: rules.length > 0 ? [group] : [] }));
    const tests = scenarios.map(({ name, series, expr, labels, value }) => ({
      name,
      interval: `${step}s`,
      input_series: series,
      promql_expr_test: [
        { expr, eval_time: '10m', exp_samples: value === undefined ? [] : [{ labels, value }] },
      ],
    }));
    const file = join(folder, 'tests.yaml');
    const content = { rule_files: ['rules.yaml'], evaluation_interval: `${step}s`, tests };
    await writeFile(file, yaml.dump(content, { noRefs: true }));
    const { code, stdout, stderr } = await run(await binary('promtool'), ['test', 'rules', file]);
    return code === 0 ? '' : `${stdout}${stderr}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
