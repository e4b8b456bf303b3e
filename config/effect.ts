import { z } from 'zod';

/**
 * Keys that change no object: they are for people or for another command. Every other key of the schema changes the
 * output; `test/config/effects.test.ts` checks each.
 */
export const withoutEffect = z.registry<{
  /** What the key is for. */
  readonly why: string;
}>();
