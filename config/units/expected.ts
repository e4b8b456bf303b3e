import type { z } from 'zod';

const longest = 60;

/** How many problems are listed for a person. Programs get all of them, with `--json`. */
export const mostListed = 50;

/** A value as a message shows it: short values as JSON, others described. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value))
    return value.length === 0
      ? 'an empty list'
      : `a list with ${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    return keys.length === 0
      ? 'an empty object'
      : `an object with the ${keys.length === 1 ? 'key' : 'keys'} ${shorten(keys.join(', '))}`;
  }
  return shorten(typeof value === 'string' ? JSON.stringify(value) : String(value));
}

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
}

/**
 * The message of a field: what is allowed, what was found and, if `advice` has it for a scalar, what to change. A
 * missing value gets the message that all fields share.
 */
export function expected(
  allowed: string,
  advice: (found: unknown) => string | undefined = () => undefined,
): z.core.$ZodErrorMap {
  return issue => {
    if (issue.input === undefined) return undefined;
    const isWritten = ['string', 'number', 'boolean'].includes(typeof issue.input);
    const change = isWritten ? advice(issue.input) : undefined;
    return `expected ${allowed}, found ${show(issue.input)}${change ? `; ${change}` : ''}`;
  };
}

/** Parses a value that a schema accepted; an error of `parse` becomes the message of the field. */
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
