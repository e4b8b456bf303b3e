import type { z } from 'zod';

const longest = 60;

/** How many faults a person is told one by one. Programs get all of them, with `--json`. */
export const mostTold = 50;

/** A value as a message quotes it: JSON for what is short, a description of what is not. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    return keys.length === 0 ? 'an empty object' : `an object with ${shorten(keys.join(', '))}`;
  }
  return shorten(typeof value === 'string' ? JSON.stringify(value) : String(value));
}

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
}

/**
 * The message of a field: what is allowed, what was found and, where `advice` knows it for a scalar, what
 * to change. A missing value is left to the message that all fields share.
 */
export function expected(
  what: string,
  advice: (found: unknown) => string | undefined = () => undefined,
): z.core.$ZodErrorMap {
  return issue => {
    if (issue.input === undefined) return undefined;
    const isWritten = ['string', 'number', 'boolean'].includes(typeof issue.input);
    const change = isWritten ? advice(issue.input) : undefined;
    return `expected ${what}, found ${show(issue.input)}${change ? `; ${change}` : ''}`;
  };
}

/** Parses what a schema let through; what `parse` throws becomes the message of the field. */
export function parsed<Input extends z.ZodType, Output>(
  input: Input,
  parse: (value: z.output<Input>) => Output,
) {
  return input.transform((value, context): Output => {
    try {
      return parse(value);
    } catch (error) {
      context.addIssue((error as Error).message);
      return undefined as never;
    }
  });
}
