import type { Fields, Shape } from '../sample/shape.ts';
import type { Templates } from '../templates.ts';
import { isMap, type Value } from './values.ts';

/** What templates read of a value. */
export interface Reads {
  /** Whether whatever lies in it is read with it. */
  readonly isWhole: boolean;
  /** What is read inside of it, by key; `*` stands for any key. */
  readonly inside: ReadonlyMap<string, Reads>;
}

/** What no expression reads, but a template of the library or the schema of the values. */
const besides = [
  'applications.*.notSecret',
  'applications.*.scale.rules.*.reason',
  'applications.*.scale.rules.*.unit',
];

/** What is read of the values: a list or a map that is read as it is, is read with everything in it. */
export function readsOf({ samples, reads }: Templates): Reads {
  const places = [...reads, ...besides].map(place => place.split('.'));
  return treeOf(places, samples.model.shape);
}

function treeOf(places: readonly (readonly string[])[], shape: Shape | undefined): Reads {
  const deeper = places.filter(([key]) => key !== undefined);
  const keys = new Set(deeper.map(([key]) => key as string));
  const inside = [...keys].map((key): [string, Reads] => {
    const below = deeper.filter(([first]) => first === key).map(([, ...rest]) => rest);
    return [key, treeOf(below, shape && insideOf(shape, key))];
  });
  const isCollection = shape?.kind === 'map' || shape?.kind === 'list';
  return { isWhole: isCollection && inside.length === 0, inside: new Map(inside) };
}

function insideOf(shape: Shape, key: string): Shape | undefined {
  if (shape.kind === 'map' || shape.kind === 'list') return shape.item;
  if (shape.kind === 'either') return insideOf(shape.object, key);
  const alternatives: readonly Fields[] = shape.kind === 'object' ? shape.alternatives : [];
  return alternatives.find(fields => fields[key])?.[key]?.shape;
}

/** Whether a template reads a value or one inside of it. */
export function isRead([key, ...rest]: readonly string[], { isWhole, inside }: Reads): boolean {
  if (isWhole || key === undefined) return true;
  const next = inside.get(key) ?? inside.get('*');
  return next !== undefined && isRead(rest, next);
}

/** The values that some template reads. */
export function readValues(
  values: { readonly [key: string]: Value },
  reads: Reads,
  path: readonly string[] = [],
): { readonly [key: string]: Value } {
  const read = Object.entries(values).filter(([key]) => isRead([...path, key], reads));
  return Object.fromEntries(
    read.map(([key, value]) => [key, isMap(value) ? readValues(value, reads, [...path, key]) : value]),
  );
}
