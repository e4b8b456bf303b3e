import { z } from 'zod';

/**
 * Keys that change no object: they say something to people or to another command. Every other key that the schema
 * describes changes the output; `test/config/effects.test.ts` changes each.
 */
export const withoutEffect = z.registry<{
  /** What the key is for. */
  readonly why: string;
}>();
