import type { Question } from './conditions.ts';

/**
 * Questions about what is read where they are asked, or about what that lies in, before all others. Several questions
 * may divide the samples in the same way by accident. The near one is meant: whether `probes.readiness` has the key
 * `tcp` decides whether that is printed, and not what the application speaks.
 */
export function nearFirst(questions: readonly Question[], places: ReadonlySet<string>): Question[] {
  const around = new Set([...places].flatMap(withOuterPlaces));
  const near = new Set(questions.filter(({ reads }) => reads.some(place => around.has(place))));
  return [...near, ...questions.filter(question => !near.has(question))];
}

/** A place and what it lies in, without what everything lies in: `applications.*.a.b` and `applications.*.a`. */
function withOuterPlaces(place: string): string[] {
  const keys = place.split('.');
  const outermost = keys[1] === '*' ? 3 : 1;
  return keys.flatMap((_, index) => (index + 1 < outermost ? [] : [keys.slice(0, index + 1).join('.')]));
}
