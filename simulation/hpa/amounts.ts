import { Quantity } from '../../config/units/quantity.ts';

/** A quantity in thousandths, which is how the controller counts every metric. @throws when it is none. */
export function milli(quantity: string | number): number {
  return Quantity.parse(quantity).in('m');
}

/** Go's conversion to int32 on amd64 and arm64: towards zero, high bits dropped. */
export function int32(value: number): number {
  return value | 0;
}

/** The largest int32: the controller caps external proposals there. */
export const maxInt32 = 2 ** 31 - 1;

/** `part` as whole percent of `whole`, rounded towards zero, exact for any safe integers. */
export function wholePercent(part: number, whole: number): number {
  const hundredfold = part * 100;
  if (Number.isSafeInteger(hundredfold)) return int32(Math.trunc(hundredfold / whole));
  return Number(BigInt.asIntN(32, (BigInt(part) * 100n) / BigInt(whole)));
}
