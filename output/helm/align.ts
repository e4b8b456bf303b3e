import type { Variant } from './node.ts';

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
 * @throws when two variants have items in different order, which no template could print.
 */
export function align(
  lists: readonly Variant[],
  isLooped: (item: unknown) => boolean,
  byKey?: (item: unknown) => string,
): Aligned[] {
  const areSingle = lists.every(({ value }) => isSingle(value as unknown[], isLooped));
  const keysOf = areSingle
    ? () => ['the only one']
    : keysFor(
        lists.map(({ value }) => value as unknown[]),
        byKey,
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

function isSingle(list: readonly unknown[], isLooped: (item: unknown) => boolean): boolean {
  return list.length === 1 && !isLooped(list[0]);
}

/** The items' own identities where they have some, else their content, and how often it came before. */
function keysFor(
  lists: readonly (readonly unknown[])[],
  byKey?: (item: unknown) => string,
): (list: readonly unknown[]) => string[] {
  const identity = [...(byKey ? [byKey] : []), ...identities].find(candidate =>
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
    if (open.has(key)) throw new Error(`items of a list come in different orders: ${key}`);
    open.add(key);
    for (const next of [...(followers.get(key) ?? [])].reverse()) visit(next);
    open.delete(key);
    done.add(key);
    order.unshift(key);
  };
  for (const key of [...keys].reverse()) visit(key);
  return order;
}
