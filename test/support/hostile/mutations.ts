import fc from 'fast-check';
import { trickyNumber, trickyText, trickyValue } from './values.ts';

type Key = string | number;
type Container = Record<Key, unknown>;

/** The place of a value in data: the object or list that holds it, and its key there. */
interface Spot {
  readonly container: Container;
  readonly key: Key;
}

/** One change of data, at the spot with the index `at`. */
export interface Mutation {
  readonly at: number;
  readonly how: keyof typeof changes;
  readonly value: unknown;
  readonly text: string;
  readonly number: number;
  /** The index of a second spot, for changes that need two. */
  readonly other: number;
}

/** Faults that a person, a template or an attacker may write into an environment. */
const changes = {
  replace: ({ container, key }: Spot, { value }: Mutation) => put(container, key, value),
  remove: ({ container, key }: Spot) => drop(container, key),
  misspell: ({ container, key }: Spot) =>
    rename(container, key, `${String(key).slice(0, -1)}${String(key).at(-1)}s`),
  capitalize: ({ container, key }: Spot) => rename(container, key, String(key).toUpperCase()),
  rename: ({ container, key }: Spot, { text }: Mutation) => rename(container, key, text.slice(0, 400)),
  add: ({ container }: Spot, { text, value }: Mutation) => put(container, text.slice(0, 400), value),
  copy: ({ container, key }: Spot, { text }: Mutation) =>
    put(container, text.slice(0, 60), clone(container[key])),
  wrapInList: ({ container, key }: Spot) => put(container, key, [container[key]]),
  wrapInObject: ({ container, key }: Spot) => put(container, key, { value: container[key] }),
  asText: ({ container, key }: Spot) => put(container, key, String(container[key])),
  asNumber: ({ container, key }: Spot, { number }: Mutation) => put(container, key, number),
  negative: ({ container, key }: Spot) => put(container, key, -Number(container[key])),
  thousandfold: ({ container, key }: Spot) => put(container, key, Number(container[key]) * 1000),
  fraction: ({ container, key }: Spot) => put(container, key, Number(container[key]) + 0.5),
  append: ({ container, key }: Spot, { text }: Mutation) =>
    put(container, key, `${String(container[key])}${text}`),
  prepend: ({ container, key }: Spot, { text }: Mutation) =>
    put(container, key, `${text}${String(container[key])}`),
  twice: ({ container, key }: Spot) =>
    Array.isArray(container) && container.splice(Number(key), 0, container[key]),
} as const;

const names = Object.keys(changes) as (keyof typeof changes)[];

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat({ max: 9999 }),
  how: fc.constantFrom(...names),
  value: trickyValue,
  text: trickyText,
  number: trickyNumber,
  other: fc.nat({ max: 9999 }),
});

/** Swaps the values of two spots. */
export const swap = fc.record({ at: fc.nat({ max: 9999 }), other: fc.nat({ max: 9999 }) });

/** A copy of data after the changes, one after the other. */
export function mutated(data: object, mutations: readonly Mutation[]): object {
  const copy = clone(data) as object;
  for (const mutation of mutations) {
    const spots = spotsIn(copy);
    const spot = spots[mutation.at % Math.max(1, spots.length)];
    if (spot) changes[mutation.how](spot, mutation);
  }
  return copy;
}

/** A copy with the values of some spots swapped. */
export function swapped(
  data: object,
  pairs: readonly { readonly at: number; readonly other: number }[],
): object {
  const copy = clone(data) as object;
  for (const { at, other } of pairs) {
    const spots = spotsIn(copy);
    const count = Math.max(1, spots.length);
    const [first, second] = [spots[at % count], spots[other % count]];
    if (!first || !second) continue;
    const values = [clone(first.container[first.key]), clone(second.container[second.key])];
    put(first.container, first.key, values[1]);
    put(second.container, second.key, values[0]);
  }
  return copy;
}

function spotsIn(data: unknown, depth = 0): Spot[] {
  if (typeof data !== 'object' || data === null || depth > 12) return [];
  const container = data as Container;
  return Object.keys(container)
    .slice(0, 200)
    .flatMap(key => [{ container, key }, ...spotsIn(container[key], depth + 1)]);
}

function put(container: Container, key: Key, value: unknown): void {
  // Not by assignment, which would set the prototype for the key __proto__.
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
}

function drop(container: Container, key: Key): void {
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete container[key];
}

function rename(container: Container, key: Key, to: string): void {
  if (Array.isArray(container)) return;
  const value = container[key];
  drop(container, key);
  put(container, to, value);
}

function clone(value: unknown): unknown {
  return structuredClone(value);
}
