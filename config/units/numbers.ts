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

/** The quotient, not rounded. */
export const quotient = operation('quotient', (dividend: number, divisor: number) => dividend / divisor);

/** As thousandths it fits well into the 64 bits of a quantity. */
const most = 1_000_000_000_000;

/**
 * A number above zero with at most three decimals: KEDA rounds it to three, and 0.0004 to zero (keda
 * `pkg/scalers/scaler.go`, `quantityFromFloat64`).
 */
export const thousandths = z
  .number()
  .min(0.001)
  .max(most)
  .refine(number => Number(number.toFixed(3)) === number, {
    error: ({ input }) =>
      `expected a number with at most three decimals, found ${show(input)}, which KEDA reads as ${Number(input).toFixed(3)}; round it`,
  });
