import { operation } from './operation.ts';
import { Quantity } from './quantity.ts';

/** An amount of bytes and some more, in the notation that one amount always has. */
export const plusBytes = operation('plusBytes', (bytes: Quantity, more: string): string =>
  String(bytes.plus(Quantity.parse(more)).asBytes()),
);
