import type { Variant } from '../sample/samples.ts';

/** An item of lists, wherever it occurs in them. */
export interface Aligned {
  readonly key: string;
  readonly variants: readonly Variant[];
}

/** What tells the items of a list apart, tried in this order. */
const identities: readonly ((item: unknown) => string | undefined)[] = [
  item => field(item, 'name'),
  item => field(item, 'alert'),
  item => field(item, 'title'),
  item => field(item, 'type'),
  item => field(item, 'topologyKey'),
  item => field(item, 'mountPath'),
  item => field(item, 'ports'),
  item => field(item, 'secret'),
  peer,
];

/** Pods of one namespace, whatever their labels, or another peer of a NetworkPolicy. */
function peer(item: unknown): string | undefined {
  if (field(item, 'podSelector') === undefined && field(item, 'ipBlock') === undefined) {
    return field(item, 'namespaceSelector');
  }
  return field(item, 'namespaceSelector') ?? JSON.stringify(item);
}

function field(item: unknown, name: string): string | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  const value = (item as Record<string, unknown>)[name];
  return value === undefined ? undefined : JSON.stringify(value);
}

/**
 * The items of all variants of a list, each once, in an order that agrees with every variant.
 *
 * @param loopsOf ids of the loops that an item comes from; empty for none.
 * @throws when two variants have items in different order, which no template could print.
 */
export function align(
  lists: readonly Variant[],
  loopsOf: (item: unknown) => string,
  byKey?: (item: unknown) => string,
): Aligned[] {
  const areSingle = lists.every(({ value }) => isSingle(value as unknown[], loopsOf));
  const keysOf = areSingle
    ? () => ['the only one']
    : keysFor(
        lists.map(({ value }) => value as unknown[]),
        [...(byKey ? [byKey] : []), item => loopsOf(item) || undefined, ...identities],
      );
  const items = new Map<string, Map<string, { value: unknown; bits: bigint }>>();
  const followers = new Map<string, Set<string>>();
  for (const { value, bits } of lists) {
    let before: string | undefined;
    const list = value as unknown[];
    for (const [index, key] of keysOf(list).entries()) {
      const item = list[index];
      const variants = items.get(key) ?? new Map();
      items.set(key, variants);
      const text = JSON.stringify(item);
      const known = variants.get(text);
      variants.set(text, { value: item, bits: (known?.bits ?? 0n) | bits });
      if (before !== undefined) followers.set(before, (followers.get(before) ?? new Set()).add(key));
      before = key;
    }
  }
  return inOrder([...items.keys()], followers).map(key => ({
    key,
    variants: [...(items.get(key)?.values() ?? [])],
  }));
}

function isSingle(list: readonly unknown[], loopsOf: (item: unknown) => string): boolean {
  return list.length === 1 && loopsOf(list[0]) === '';
}

/** Their loops where each item has its own, else their own identities, else their content and how often it came before. */
function keysFor(
  lists: readonly (readonly unknown[])[],
  candidates: readonly ((item: unknown) => string | undefined)[],
): (list: readonly unknown[]) => string[] {
  const identity = candidates.find(candidate =>
    lists.every(list => {
      const keys = list.map(candidate);
      return keys.every(key => key !== undefined) && new Set(keys).size === keys.length;
    }),
  );
  if (identity !== undefined) return list => list.map(item => identity(item) ?? '');
  return list => {
    const texts = list.map(item => field(item, 'containers') ?? JSON.stringify(item));
    return texts.map(
      (text, index) => `${text}#${texts.slice(0, index).filter(other => other === text).length}`,
    );
  };
}

/** Depth first, backwards, so that items without order between them stay as they were found. */
function inOrder(keys: readonly string[], followers: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const done = new Set<string>();
  const open = new Set<string>();
  const order: string[] = [];
  const visit = (key: string): void => {
    if (done.has(key)) return;
    if (open.has(key))
      throw new Error(`expected the items of a list in one order, found two orders of ${key}; sort them`);
    open.add(key);
    for (const next of [...(followers.get(key) ?? [])].reverse()) visit(next);
    open.delete(key);
    done.add(key);
    order.unshift(key);
  };
  for (const key of [...keys].reverse()) visit(key);
  return order;
}
