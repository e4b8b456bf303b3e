import { operation } from './operation.ts';
import { Quantity } from './quantity.ts';

/** The sum of two amounts of bytes, in the one notation of `Quantity.asBytes`. */
export const plusBytes = operation('plusBytes', (bytes: Quantity, more: string): string =>
  String(bytes.plus(Quantity.parse(more)).asBytes()),
);
