import { JsonPatch } from 'cdk8s';
import type { PatchOperation } from '../../config/patches.ts';
import { show } from '../../config/units/expected.ts';
import { copyInOrder } from '../../config/units/order.ts';
import type { Manifest } from '../../rules/model/manifest.ts';
import type { ObjectFault } from '../unfit.ts';

type Result = { readonly value: Manifest; readonly fault?: ObjectFault };

/** A manifest after the operations of a JSON patch (RFC 6902), or the first that fails. */
export function applied(manifest: Manifest, operations: readonly PatchOperation[], what: string): Result {
  let value = copyInOrder(manifest) as Manifest;
  for (const [index, operation] of operations.entries()) {
    const message = faultOf(value, operation, what);
    if (message !== undefined) return { value, fault: { path: ['json', index], message } };
    value = JsonPatch.apply(value, patchOf(operation)) as Manifest;
  }
  return { value };
}

function patchOf({ op, path, value }: PatchOperation): JsonPatch {
  if (op === 'remove') return JsonPatch.remove(path);
  return op === 'test' ? JsonPatch.test(path, value) : JsonPatch[op](path, value);
}

/** What fails; cdk8s itself would skip some of it without a word. */
function faultOf(value: unknown, { op, path, value: wanted }: PatchOperation, what: string) {
  const keys = path
    .split('/')
    .slice(1)
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const [last = ''] = keys.slice(-1);
  const parent = keys.slice(0, -1).reduce(inside, value);
  const isThere = inside(parent, last) !== undefined;
  const mayAdd = Array.isArray(parent)
    ? last === '-' || isThere || last === String(parent.length)
    : typeof parent === 'object' && parent !== null;
  if (op === 'add' ? !mayAdd : !isThere)
    return `found ${show(path)}, which ${what} does not have, expected a path in it; correct the path`;
  const found = inside(parent, last);
  if (op !== 'test' || isEqual(found, wanted)) return undefined;
  return `found ${show(found)} at ${path} of ${what}, expected ${show(wanted)}; correct the patch`;
}

function inside(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function isEqual(found: unknown, wanted: unknown): boolean {
  return JSON.stringify(copyInOrder(found)) === JSON.stringify(copyInOrder(wanted));
}
