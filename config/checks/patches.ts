import type { EnvironmentFields } from '../fields.ts';
import { leavesIn } from '../leaves.ts';
import type { Path } from '../path.ts';
import { firstControl } from '../units/free-text.ts';
import type { Checking } from './checking.ts';

/** A patch is of one kind, and its operations have the values that they need. */
export function checkPatches(checking: Checking, { patches }: EnvironmentFields): void {
  if (!checking.isPresent('patches')) return;
  for (const [index, { merge, json }] of patches.entries()) {
    const path = ['patches', index];
    if (!checking.isSound(...path)) continue;
    if (merge === undefined && json === undefined)
      checking.refuse(path, 'has neither merge nor json, expected one of the two; add one');
    if (merge !== undefined && json !== undefined)
      checking.refuse([...path, 'json'], 'found together with merge, expected one of the two; remove one');
    for (const [at, { op, value }] of (json ?? []).entries()) {
      const here = [...path, 'json', at, 'value'];
      if (op === 'remove' && value !== undefined)
        checking.refuse(here, 'found together with remove, which takes none; remove it');
      if (op !== 'remove' && (value === undefined || value === null))
        checking.refuse(here, `is missing, which ${op} needs; add it`);
    }
    checkTexts(checking, path, merge);
    checkTexts(checking, [...path, 'json'], json);
  }
}

function checkTexts(checking: Checking, path: Path, value: unknown): void {
  for (const [inner, leaf] of leavesIn(value)) {
    const control = typeof leaf === 'string' ? firstControl(leaf) : undefined;
    if (control !== undefined)
      checking.refuse([...path, ...inner], `found ${control.what}, expected text without it; remove it`);
  }
}
