import { Duration } from 'cdk8s';
import type { Environment } from '../../../config/environment.ts';
import { formatDuration } from '../../../config/units/duration.ts';
import { Quantity } from '../../../config/units/quantity.ts';

/** Values as YAML and JSON hold them. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** The values of an environment: what its file says with every default filled in, in Kubernetes' notation. */
export function valuesOf(environment: Environment): { readonly [key: string]: Value } {
  return plain(environment) as { readonly [key: string]: Value };
}

function plain(value: unknown): Value {
  if (value instanceof Quantity) return String(value);
  if (value instanceof Duration) return formatDuration(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value as Value;
  if ('reference' in value) return String(value.reference);
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(entries.map(([key, field]) => [key, plain(field)]));
}

/**
 * What a values file must say so that Helm ends with exactly `values` when it merges the file into the chart's own ones.
 * It has every key, and null for those that the chart has and this environment does not have.
 */
export function overriding(values: Value, base: Value | undefined): Value {
  if (!isMap(values)) return values;
  const removed = isMap(base) ? Object.keys(base).filter(key => !(key in values)) : [];
  return Object.fromEntries([
    ...Object.entries(values).map(([key, value]) => [
      key,
      overriding(value, isMap(base) ? base[key] : undefined),
    ]),
    ...removed.map(key => [key, null]),
  ]);
}

export function isMap(value: Value | undefined): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
