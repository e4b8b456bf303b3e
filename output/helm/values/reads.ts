import { type DataObject, isDataObject } from '../../../config/merge.ts';
import type { Fields, Shape } from '../sample/shape.ts';
import type { Templates } from '../templates.ts';

/** What templates read of a value: all of it, or what lies inside of it by key; `*` stands for any key. */
export type Reads = 'whole' | ReadonlyMap<string, Reads>;

/** What no expression reads, but a template of the library or the schema of the values. */
const besides = [
  'applications.*.notSecret',
  'applications.*.scale.rules.*.reason',
  'applications.*.scale.rules.*.unit',
  'objects.*.manifests',
  'objects.*.syncWave',
  'patches',
];

/** What is read of the values: a list or a map that is read as it is, is read with everything in it. */
export function readsOf({ samples, reads }: Templates): Reads {
  const places = [...reads, ...besides].flatMap(ofFirst).map(place => place.split('.'));
  return treeOf(places, samples.model.shape);
}

/** A template goes through `cache` and `caches` together, so that what it reads of one it reads of all; databases alike. */
function ofFirst(place: string): string[] {
  const [, kind, rest] = /^(cache|database)s\.\*(.*)$/.exec(place) ?? [];
  return kind === undefined ? [place] : [place, `${kind}${rest}`];
}

function treeOf(places: readonly (readonly string[])[], shape: Shape | undefined): Reads {
  const keys = new Set(places.flatMap(([key]) => key ?? []));
  if (keys.size === 0 && (shape?.kind === 'map' || shape?.kind === 'list')) return 'whole';
  const inside = [...keys].map((key): [string, Reads] => {
    const below = places.filter(([first]) => first === key).map(([, ...rest]) => rest);
    return [key, treeOf(below, shape && insideOf(shape, key))];
  });
  return new Map(inside);
}

function insideOf(shape: Shape, key: string): Shape | undefined {
  if (shape.kind === 'map' || shape.kind === 'list') return shape.item;
  if (shape.kind === 'either') return insideOf(shape.object, key);
  const alternatives: readonly Fields[] = shape.kind === 'object' ? shape.alternatives : [];
  return alternatives.find(fields => fields[key])?.[key]?.shape;
}

/** Whether a template reads a value or one inside of it. */
export function isRead([key, ...rest]: readonly string[], reads: Reads): boolean {
  if (reads === 'whole' || key === undefined) return true;
  const inside = reads.get(key) ?? reads.get('*');
  return inside !== undefined && isRead(rest, inside);
}

/** The values that some template reads. */
export function readValues(values: DataObject, reads: Reads, path: readonly string[] = []): DataObject {
  const read = Object.entries(values).filter(([key]) => isRead([...path, key], reads));
  return Object.fromEntries(
    read.map(([key, value]) => [key, isDataObject(value) ? readValues(value, reads, [...path, key]) : value]),
  );
}
