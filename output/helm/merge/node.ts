import type { Loop } from '../sample/loops.ts';
import type { Condition } from './conditions.ts';

/** When something is there, and how often. */
export interface Presence {
  /** - none: always. */
  readonly condition?: Condition;
  /** From the outermost to the innermost. - empty: once. */
  readonly loops: readonly Loop[];
}

/** An entry of a map, an item of a list, a line of a text, or one of several alternatives. */
export interface Part extends Presence {
  /** Key of an entry; empty for all others. */
  readonly key: string;
  readonly node: Node;
}

/** Part of an object, for all samples. Of the parts of a choice one is there; the last has no condition. */
export type Node =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null }
  | { readonly kind: 'map' | 'list' | 'choice'; readonly parts: readonly Part[] }
  | { readonly kind: 'lines'; readonly parts: readonly Part[]; readonly isEnded: boolean };
