import type { Loop } from '../sample/loops.ts';
import type { Condition } from './conditions.ts';

/** When something is there, and how often. */
export interface Presence {
  /** - none: always. */
  readonly condition?: Condition;
  /** From the outermost to the innermost. - empty: once. */
  readonly loops: readonly Loop[];
}

/** An entry of a map. */
export interface Entry extends Presence {
  readonly key: string;
  readonly node: Node;
}

/** An item of a list, or a line of a text. */
export interface Item extends Presence {
  readonly node: Node;
}

/** Alternatives, of which one is there; the last has no condition. */
export interface Branch {
  readonly condition?: Condition;
  readonly node: Node;
}

/** Part of an object, for all samples. */
export type Node =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null }
  | { readonly kind: 'map'; readonly entries: readonly Entry[] }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'lines'; readonly items: readonly Item[]; readonly isEnded: boolean }
  | { readonly kind: 'choice'; readonly branches: readonly Branch[] };
