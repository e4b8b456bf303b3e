import type { Environment } from '../../config/environment.ts';
import { type Data, mergePatch } from '../../config/merge.ts';
import type { ObjectPatch } from '../../config/patches.ts';
import { show } from '../../config/units/expected.ts';
import { at, type Manifest, type Placed } from '../../rules/model/manifest.ts';
import { firstOf } from '../../rules/model/words.ts';
import { inOrder } from '../order.ts';
import { type ObjectFault, Unfit } from '../unfit.ts';
import { applied } from './json-patch.ts';

/** The mark of an object that is not as Slipway makes it. */
export const patchedMark = { 'slipway.dev/patched': 'true' };

/** Fields that make an object another one. */
const identity = [['apiVersion'], ['kind'], ['metadata'], ['metadata', 'name'], ['metadata', 'namespace']];

/**
 * The objects of an environment with its patches, one after the other.
 *
 * @throws Unfit with all patches that fit no object, fail, or change nothing.
 */
export function patched<Object extends Placed>(
  { patches }: Pick<Environment, 'patches'>,
  objects: readonly Object[],
): readonly Object[] {
  if (patches.length === 0) return objects;
  const faults: ObjectFault[] = [];
  const result = [...objects];
  for (const [index, patch] of patches.entries()) {
    const path = ['patches', index];
    const { kind, name } = patch.target;
    const found = result.findIndex(
      ({ manifest }) => manifest.kind === kind && manifest.metadata.name === name,
    );
    const object = result[found];
    if (object === undefined) {
      faults.push({ path: [...path, 'target'], message: noObject(patch, objects) });
      continue;
    }
    const { manifest, fault } = changed(object.manifest, patch);
    if (fault !== undefined) faults.push({ ...fault, path: [...path, ...fault.path] });
    else result[found] = { ...object, manifest };
  }
  if (faults.length > 0) throw new Unfit(faults);
  return result;
}

function noObject({ target: { kind, name } }: ObjectPatch, objects: readonly Placed[]): string {
  const names = objects.flatMap(({ manifest }) => (manifest.kind === kind ? [manifest.metadata.name] : []));
  const kinds = [...new Set(objects.map(({ manifest }) => manifest.kind))].sort();
  const allowed =
    names.length > 0
      ? `expected a ${kind} that is there: ${firstOf(names.sort())}`
      : `expected a kind that is there: ${firstOf(kinds, 50)}`;
  return `found ${kind} ${name}, which this environment does not have, ${allowed}; name one of these`;
}

interface Change {
  readonly manifest: Manifest;
  readonly fault?: ObjectFault;
}

function changed(manifest: Manifest, { target, merge, json }: ObjectPatch): Change {
  const what = `${target.kind} ${target.name}`;
  const { value, fault } =
    json === undefined
      ? { value: mergePatch(manifest as unknown as Data, (merge ?? {}) as Data) as unknown as Manifest }
      : applied(manifest, json, what);
  if (fault !== undefined) return { manifest, fault };
  for (const field of identity) {
    const [before, after] = [at(manifest, ...field), at(value, ...field)];
    if (typeof before === 'object' ? typeof after === 'object' : before === after) continue;
    const message = `changes ${field.join('.')} of ${what} to ${show(after)}, expected ${show(before)}, since it would be another object; remove that`;
    return { manifest, fault: { path: [], message } };
  }
  const result = inOrder(value);
  if (JSON.stringify(result) === JSON.stringify(manifest)) {
    const message = `changes nothing, ${what} is like that already; remove it`;
    return { manifest, fault: { path: [], message } };
  }
  const annotations = { ...result.metadata.annotations, ...patchedMark };
  return { manifest: inOrder({ ...result, metadata: { ...result.metadata, annotations } }) };
}
