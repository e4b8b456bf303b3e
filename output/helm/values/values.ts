import { Duration } from 'cdk8s';
import type { Environment } from '../../../config/environment.ts';
import { type Data, type DataObject, isDataObject, mergePatch } from '../../../config/merge.ts';
import { formatDuration } from '../../../config/units/duration.ts';
import { compareCodePoints } from '../../../config/units/order.ts';
import { Quantity } from '../../../config/units/quantity.ts';
import { valuesFile } from './values-file.ts';

/** The values of an environment: all of them, as the templates read them. */
export interface NamedValues {
  readonly name: string;
  readonly values: DataObject;
}

/** The file of the chart's own values. */
export const ownValuesFile = 'values.yaml';

/** The file of an environment's values. */
export function valuesFileOf(environment: string): string {
  return `values-${environment}.yaml`;
}

/** The values of an environment: what its file says with every default filled in, in Kubernetes' notation. */
export function valuesOf(environment: Environment): DataObject {
  return plain(environment) as DataObject;
}

function plain(value: unknown): Data {
  if (value instanceof Quantity) return String(value);
  if (value instanceof Duration) return formatDuration(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value as Data;
  if ('reference' in value) return String(value.reference);
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries.map(([key, field]) => [key, plain(field)]));
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
    (a, b) => sizeOf(b.values) - sizeOf(a.values),
  );
  const chartValues = valuesFile(fullest.values, `Values of the chart, as ${fullest.name} has them.`);
  const others = sorted.map(({ name, values }): [string, string] => [
    valuesFileOf(name),
    valuesFile(overriding(values, fullest.values), `The environment ${name}.`),
  ]);
  return { fullest, files: new Map([[ownValuesFile, chartValues], ...others]) };
}

function sizeOf(value: Data): number {
  const inner: Data[] = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return inner.reduce<number>((sum, field) => sum + sizeOf(field), 1);
}

/**
 * What a values file must say so that Helm ends with exactly `values` when it merges the file into the chart's own ones.
 * It has every key, and null for those that the chart has and this environment does not have.
 */
export function overriding(values: DataObject, base: Data | undefined): DataObject {
  const chartValues = isDataObject(base) ? base : {};
  const removed = Object.keys(chartValues).filter(key => !(key in values));
  return Object.fromEntries([
    ...Object.entries(values).map(([key, value]) => {
      return [key, isDataObject(value) ? overriding(value, chartValues[key]) : value];
    }),
    ...removed.map(key => [key, null]),
  ]);
}

/**
 * The values that Helm ends with when it merges an environment's values file into the chart's own values.
 *
 * They are in the order of that file, so that `valuesFiles` makes the same file of them again.
 */
export function mergedValues(chartValues: DataObject, file: DataObject): DataObject {
  const inOrder = mergePatch({}, file);
  return mergePatch(inOrder, mergePatch(chartValues, file)) as DataObject;
}
