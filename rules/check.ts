import type { Placed } from './manifest.ts';
import { ObjectIndex, type Surroundings } from './object-index.ts';
import type { Rule } from './rule.ts';
import type { Violation } from './violation.ts';

/** Every rule, in the order in which its findings are reported. */
export const rules: readonly Rule[] = [];

/**
 * Everything that is wrong across the objects of one environment, whoever made them.
 *
 * The index is built once, and every rule is linear in the number of objects.
 */
export function checkObjects(objects: readonly Placed[], surroundings: Surroundings = {}): Violation[] {
  const index = new ObjectIndex(objects, surroundings);
  return rules.flatMap(rule => rule.check(index).map(found => ({ rule: rule.name, ...found })));
}
