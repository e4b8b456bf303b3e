import { mergePatch } from '../../../config/merge.ts';
import { compareCodePoints } from '../../../config/units/order.ts';
import { isMap, overriding, type Value } from './values.ts';
import { valuesFile } from './values-file.ts';

export type Values = { readonly [key: string]: Value };

/** The values of an environment: all of them, as the templates read them. */
export interface NamedValues {
  readonly name: string;
  readonly values: Values;
}

/** The file of the chart's own values. */
export const ownValuesFile = 'values.yaml';

/** The file of an environment's values. */
export function valuesFileOf(environment: string): string {
  return `values-${environment}.yaml`;
}

/**
 * The values files of a chart: those of the environment that says the most as the chart's own, and one for each
 * environment. The order of the environments changes nothing.
 */
export function valuesFiles(all: readonly NamedValues[]): {
  readonly fullest: NamedValues;
  readonly files: Map<string, string>;
} {
  const sorted = [...all].sort((a, b) => compareCodePoints(a.name, b.name));
  const [fullest = { name: 'no environment', values: {} }] = [...sorted].sort(
    (a, b) => leaves(b.values) - leaves(a.values),
  );
  const chartValues = valuesFile(fullest.values, `Values of the chart, as ${fullest.name} has them.`);
  const others = sorted.map(({ name, values }): [string, string] => [
    valuesFileOf(name),
    valuesFile(overriding(values, fullest.values) as Values, `The environment ${name}.`),
  ]);
  return { fullest, files: new Map([[ownValuesFile, chartValues], ...others]) };
}

/**
 * The values that Helm ends with when it merges an environment's values file into the chart's own values.
 *
 * They are in the order of that file, so that `valuesFiles` makes the same file of them again.
 */
export function mergedValues(chartValues: Values, file: Values): Values {
  const inOrder = mergePatch({}, file);
  return mergePatch(inOrder, mergePatch(chartValues, file)) as Values;
}

function leaves(value: Value): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item: Value) => sum + leaves(item), 1);
  if (!isMap(value)) return 1;
  return Object.values(value).reduce((sum: number, field) => sum + leaves(field), 1);
}
