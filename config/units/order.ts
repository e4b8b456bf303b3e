/**
 * Orders texts by Unicode code point: the same in every locale, unlike `localeCompare`, and as UTF-8 bytes sort,
 * unlike `<`, which compares UTF-16 units.
 */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = rank(left.charCodeAt(index)) - rank(right.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all others, but lie below U+E000 in UTF-16. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

/** A copy with every map's keys in order. Lists keep their order, which has a meaning. */
export function copyInOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyInOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Record<string, unknown>;
  const keys = Object.keys(fields).sort(compareCodePoints);
  return Object.fromEntries(keys.map(key => [key, copyInOrder(fields[key])]));
}

/** The entries of a record, sorted by key, as templates of a Helm chart go through a map. */
export function byKey<T>(record: Readonly<Record<string, T>>): [key: string, value: T][] {
  return Object.entries(record).sort(([a], [b]) => compareCodePoints(a, b));
}
