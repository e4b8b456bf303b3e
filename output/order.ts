import { compareCodePoints, copyInOrder } from '../config/units/order.ts';

const first: readonly string[] = ['apiVersion', 'kind', 'metadata'];

/**
 * A copy of an object with the keys of every map sorted; apiVersion, kind and metadata come first. Lists keep their
 * order, which has a meaning. Values that are already in order, as most from cdk8s are, are not copied.
 */
export function inOrder<T extends object>(object: T): T {
  const keys = Object.keys(object).sort(compareCodePoints);
  const leading = first.filter(key => keys.includes(key));
  const others = keys.filter(key => !first.includes(key));
  return Object.fromEntries([...leading, ...others].map(key => [key, sortKeys(object[key as keyof T])])) as T;
}

function sortKeys(value: unknown): unknown {
  return isInOrder(value) ? value : copyInOrder(value);
}

function isInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isInOrder);
  const fields = value as Record<string, unknown>;
  let before = '';
  for (const key of Object.keys(fields)) {
    if (compareCodePoints(before, key) > 0 || !isInOrder(fields[key])) return false;
    before = key;
  }
  return true;
}
