import { isDeepStrictEqual } from 'node:util';
import { loadAll } from 'js-yaml';
import type { Manifest } from '../rules/model/manifest.ts';

/** The objects of a stream of YAML, without empty documents. */
export function objectsIn(yaml: string): Manifest[] {
  return (loadAll(yaml) as (Manifest | null)[]).filter(object => object !== null);
}

/** @throws when what was rendered is not the same objects, in whatever order. */
export function assertSame(rendered: readonly Manifest[], objects: readonly Manifest[], by: string): void {
  if (!isDeepStrictEqual(byIdentity(rendered), byIdentity(objects)))
    throw new Error(`${by} renders other objects`);
}

function byIdentity(objects: readonly Manifest[]): Map<string, Manifest> {
  return new Map(objects.map(object => [`${object.kind} ${object.metadata.name}`, object]));
}
