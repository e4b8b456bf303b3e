import { z } from 'zod';
import { show } from './expected.ts';
import { operation } from './operation.ts';

/** Arithmetic on whole numbers of an environment. */

export const sum = operation('sum', (...numbers: readonly number[]) =>
  numbers.reduce((total, number) => total + number, 0),
);

export const product = operation('product', (...numbers: readonly number[]) =>
  numbers.reduce((total, number) => total * number, 1),
);

export const largest = operation('largest', (...numbers: readonly number[]) => Math.max(...numbers));

export const smallest = operation('smallest', (...numbers: readonly number[]) => Math.min(...numbers));

/** The quotient, rounded up to a whole number. */
export const quotientUp = operation('quotientUp', (dividend: number, divisor: number) =>
  Math.ceil(dividend / divisor),
);

/** The quotient with its decimals. */
export const quotient = operation('quotient', (dividend: number, divisor: number) => dividend / divisor);

export const isZero = operation('isZero', (number: number) => number === 0);

export const isPositive = operation('isPositive', (number: number) => number > 0);

export const isSeveral = operation('isSeveral', (number: number) => number > 1);

/** What a quantity of thousandths holds in 64 bits, with room to spare. */
const most = 1_000_000_000_000;

/**
 * A number above zero, exact in thousandths: KEDA makes a quantity of it with three decimals, which rounds all others,
 * and 0.0004 to nothing (keda `pkg/scalers/scaler.go`, `quantityFromFloat64`).
 */
export const thousandths = z
  .number()
  .min(0.001)
  .max(most)
  .refine(number => Number(number.toFixed(3)) === number, {
    error: ({ input }) =>
      `expected a number with at most three decimals, found ${show(input)}, which KEDA reads as ${Number(input).toFixed(3)}; round it`,
  });
