import type { Variant } from '../sample/samples.ts';

/** Tells an item from the others of its list. - undefined: it cannot. */
type Identity = (item: unknown) => string | undefined;

/** Fields that tell the items of a list apart, tried in this order. */
const fields = [
  'name',
  'alert',
  'title',
  'type',
  'topologyKey',
  'mountPath',
  'ports',
  'secret',
  'sectionName',
  'host',
];
const identities: readonly Identity[] = [
  rule,
  ...fields.map(name => (item: unknown) => field(item, name)),
  peer,
];

/** A rule of a NetworkPolicy, by the number of its first port and by whether it takes out networks; one of Cilium by its peers. */
function rule(item: unknown): string | undefined {
  const peersOfCilium = ['toFQDNs', 'toEndpoints'].find(key => field(item, key) !== undefined);
  if (peersOfCilium !== undefined) return peersOfCilium;
  const [port] = listOf(item, 'ports');
  const peers = [...listOf(item, 'to'), ...listOf(item, 'from')];
  if (port === undefined || peers.length === 0) return undefined;
  return `${field(port, 'port')} ${peers.some(peer => JSON.stringify(peer).includes('"except"'))}`;
}

/** A metric of an analysis. The pod of its Job has maps that go through values, but the metric is there once. */
export function metric(item: unknown): string | undefined {
  return field(item, 'provider') && field(item, 'name');
}

function listOf(item: unknown, key: string): readonly unknown[] {
  const value = (item as Record<string, unknown> | null)?.[key];
  return Array.isArray(value) ? value : [];
}

/** Lists within an item have their own rounds. */
export function withoutLists(_key: string, value: unknown): unknown {
  return Array.isArray(value) ? undefined : value;
}

/** Pods of one namespace, whatever their labels, the instances of any Cluster, or another peer of a NetworkPolicy. */
function peer(item: unknown): string | undefined {
  const { podSelector } = item as { podSelector?: { matchLabels?: Record<string, string> } };
  const role = podSelector?.matchLabels?.['cnpg.io/podRole'];
  if (role !== undefined) return role;
  const isPeer = field(item, 'podSelector') !== undefined || field(item, 'ipBlock') !== undefined;
  return field(item, 'namespaceSelector') ?? (isPeer ? JSON.stringify(item, withoutLists) : undefined);
}

function field(item: unknown, name: string): string | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
  const value = (item as Record<string, unknown>)[name];
  return value === undefined ? undefined : JSON.stringify(value);
}

/**
 * The items of all variants of a list by key, each once, in an order that agrees with every variant.
 *
 * @param loopsOf ids of the loops that an item comes from; empty for none.
 * @param before keys in the order that a list like this one has, for items that no variant has together.
 * @throws when two variants have items in different order, which no template could print.
 */
export function align(
  lists: readonly Variant[],
  loopsOf: (item: unknown) => string,
  before: readonly string[],
  byKey?: Identity,
): Map<string, Variant[]> {
  const keysOf = keysFor(
    lists.map(({ value }) => value as unknown[]),
    [
      metric,
      item => (loopsOf(item) === '' ? 'the only one' : undefined),
      ...(byKey ? [byKey] : []),
      item => loopsOf(item) || undefined,
      item => loopsOf(item) || 'the only one',
      ...identities,
    ],
  );
  const items = new Map<string, Variant[]>();
  const followers = new Map<string, Set<string>>();
  for (const { value, bits } of lists) {
    const list = value as unknown[];
    const keys = keysOf(list);
    for (const [index, key] of keys.entries()) {
      items.set(key, [...(items.get(key) ?? []), { value: list[index], bits }]);
      followers.set(key, new Set([...(followers.get(key) ?? []), ...keys.slice(index + 1, index + 2)]));
    }
  }
  const known = before.filter(key => items.has(key));
  const order = inOrder([...new Set([...known, ...items.keys()])], followers);
  return new Map(order.map(key => [key, distinct(items.get(key) ?? [])]));
}

/** Equal values once. */
export function distinct(variants: readonly Variant[]): Variant[] {
  const byText = new Map<string, Variant>();
  for (const { value, bits } of variants) {
    const text = JSON.stringify(value);
    byText.set(text, { value, bits: bits | (byText.get(text)?.bits ?? 0n) });
  }
  return [...byText.values()];
}

/** The first identity that tells the items of every list apart, else their content and how often it came before. */
function keysFor(
  lists: readonly (readonly unknown[])[],
  candidates: readonly Identity[],
): (list: readonly unknown[]) => string[] {
  const identity = candidates.find(candidate =>
    lists.every(list => {
      const keys = list.map(candidate);
      return keys.every(key => key !== undefined) && new Set(keys).size === keys.length;
    }),
  );
  if (identity !== undefined) return list => list.map(item => identity(item) ?? '');
  return list => {
    const texts = list.map(item =>
      field(item, 'containers') === undefined
        ? JSON.stringify(item)
        : `${field(item, 'name') ?? ''}${field(item, 'containers')}`,
    );
    return texts.map(
      (text, index) => `${text}#${texts.slice(0, index).filter(other => other === text).length}`,
    );
  };
}

/** Depth first, backwards, so that items without order between them stay as they were found. */
function inOrder(keys: readonly string[], followers: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const open = new Set<string>();
  const order = new Set<string>();
  const places = new Map(keys.map((key, index) => [key, index]));
  const later = (a: string, b: string) => (places.get(b) ?? 0) - (places.get(a) ?? 0);
  const visit = (key: string): void => {
    if (order.has(key)) return;
    if (open.has(key))
      throw new Error(`expected the items of a list in one order, found two orders of ${key}; sort them`);
    open.add(key);
    for (const next of [...(followers.get(key) ?? [])].sort(later)) visit(next);
    order.add(key);
  };
  for (const key of [...keys].reverse()) visit(key);
  return [...order].reverse();
}
