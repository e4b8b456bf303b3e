import { k8s } from 'cdk8s-plus-27';

/**
 * A copy in which every `Quantity` is its text.
 *
 * The definition of the Rollout leaves the quantities of a pod untyped, so that its class writes what it is given,
 * where the class of a Deployment takes them apart.
 */
export function withPlainQuantities<T>(template: T): T {
  return plain(template) as T;
}

function plain(value: unknown): unknown {
  if (value instanceof k8s.Quantity) return String(value.value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object' || value.constructor !== Object) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
