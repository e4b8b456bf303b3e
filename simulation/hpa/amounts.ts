import { Quantity } from '../../config/units/quantity.ts';

/** A quantity in thousandths, as the controller counts every metric. @throws when the text is not a quantity. */
export function milli(quantity: string | number): number {
  return Quantity.parse(quantity).in('m');
}

/**
 * Go's conversion of a float64 to an int32 on amd64: towards zero, and the smallest int32 for what does not fit.
 * (The language leaves that open; arm64 takes the nearest int32.)
 */
export function int32(value: number): number {
  const whole = Math.trunc(value);
  return whole >= -maxInt32 - 1 && whole <= maxInt32 ? whole : -maxInt32 - 1;
}

/** The largest int32: the controller caps external proposals there. */
export const maxInt32 = 2 ** 31 - 1;

/**
 * `part` as whole percent of `whole`, rounded towards zero, exact for any safe integers. The controller keeps the
 * low 32 bits of it.
 */
export function wholePercent(part: number, whole: number): number {
  const hundredfold = part * 100;
  if (Number.isSafeInteger(hundredfold)) return Math.trunc(hundredfold / whole) | 0;
  return Number(BigInt.asIntN(32, (BigInt(part) * 100n) / BigInt(whole)));
}
