import type { Path } from './path.ts';

/** Every value below a value that is neither a map nor a list, with its path from there: texts, numbers, null. */
export function* leavesIn(value: unknown, path: Path = []): Iterable<[Path, unknown]> {
  if (typeof value !== 'object' || value === null) yield [path, value];
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* leavesIn(item, [...path, index]);
  else for (const [key, item] of Object.entries(value)) yield* leavesIn(item, [...path, key]);
}
