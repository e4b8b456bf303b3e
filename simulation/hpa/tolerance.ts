import { milli } from './amounts.ts';
import type { HpaSpec } from './spec.ts';

/** How far the ratio of current to target may be from 1 without any change. */
export interface Tolerance {
  readonly down: number;
  readonly up: number;
}

/**
 * The tolerance of each direction: the field's, else the controller's flag.
 *
 * The API server stores the field in thousandths, and the controller multiplies it back. This does the same, so that
 * a ratio exactly on the edge falls on the same side.
 */
export function tolerancesOf({ behavior }: HpaSpec, flag: number): Tolerance {
  const read = (field: string | number | undefined) => (field === undefined ? flag : canonical(milli(field)));
  return { down: read(behavior?.scaleDown?.tolerance), up: read(behavior?.scaleUp?.tolerance) };
}

export function isWithin({ down, up }: Tolerance, ratio: number): boolean {
  return 1 - down <= ratio && ratio <= 1 + up;
}

function canonical(thousandths: number): number {
  return thousandths % 1000 === 0 ? thousandths / 1000 : thousandths * 1e-3;
}
