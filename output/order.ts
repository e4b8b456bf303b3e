const first: readonly string[] = ['apiVersion', 'kind', 'metadata'];

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

/**
 * An object with every map's keys in order; apiVersion, kind and metadata come first. Lists keep their order, which
 * has a meaning. What is in order already is not copied: most of what cdk8s makes.
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

function copyInOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyInOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Record<string, unknown>;
  const keys = Object.keys(fields).sort(compareCodePoints);
  return Object.fromEntries(keys.map(key => [key, copyInOrder(fields[key])]));
}
