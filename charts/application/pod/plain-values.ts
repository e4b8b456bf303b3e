import { k8s } from 'cdk8s-plus-27';

/**
 * A copy in which every `Quantity` is its text, every `IntOrString` its number or text, and every volume has Kubernetes'
 * own name of its kind.
 *
 * The class of a Rollout has no type for the template of its pods, and writes it as it is. The class of a Deployment
 * converts such values and names.
 */
export function withPlainValues<T>(template: T): T {
  return plain(template) as T;
}

function plain(value: unknown): unknown {
  if (value instanceof k8s.Quantity) return String(value.value);
  if (value instanceof k8s.IntOrString) return value.value;
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object' || value.constructor !== Object) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [typeof item === 'object' ? nameOf(key) : key, plain(item)]),
  );
}

/** The one kind of volume in these pods that cdk8s spells in another way. */
function nameOf(key: string): string {
  return key === 'downwardApi' ? 'downwardAPI' : key;
}
