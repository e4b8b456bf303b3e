import { z } from 'zod';
import { anyOf, didYouMean } from './did-you-mean.ts';
import { show } from './units/expected.ts';

const typeNames: Record<string, string> = {
  string: 'a string',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** The name of a type in a message. */
export function typeName(type: string): string {
  return typeNames[type] ?? type;
}

/** The message of a union without its own message: the issues of its members say more. */
export const reportedByMembers = '';

/** The message of an issue whose field has no message: what is allowed, what was found and what to change. */
export function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing';
      return `expected ${range(issue) ?? typeName(issue.expected)}, found ${show(issue.input)}${adviceOnType(issue.expected, issue.input)}`;
    case 'too_small':
    case 'too_big':
      return `expected ${range(issue) ?? size(issue)}, found ${show(issue.input)}`;
    case 'invalid_value':
      return oneOf(issue.values, issue.input);
    case 'invalid_format':
      return `expected a string of the form ${issue.pattern ?? issue.format}, found ${show(issue.input)}`;
    case 'invalid_union':
      return issue.errors.length === 0 ? discriminator(issue) : reportedByMembers;
    default:
      return undefined;
  }
}

function discriminator(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string | undefined {
  if (issue.inclusive === false || !issue.discriminator || !issue.options) return undefined;
  const found = (issue.input as Record<string, unknown>)[issue.discriminator];
  return oneOf(issue.options as z.core.util.Primitive[], found);
}

function oneOf(allowed: readonly z.core.util.Primitive[], found: unknown): string {
  const words = allowed.filter(value => value !== undefined).map(String);
  if (found === undefined) return `is missing, expected ${anyOf(words)}`;
  return `expected ${anyOf(words)}, found ${show(found)}${adviceOnChoice(words, found)}`;
}

function adviceOnChoice(words: readonly string[], found: unknown): string {
  if (typeof found !== 'string') {
    return words.includes(String(found)) ? `; put it in quotes: "${String(found)}"` : '';
  }
  const meant = didYouMean(found, words);
  return meant ? `; did you mean ${show(meant)}?` : '';
}

function adviceOnType(expected: string, found: unknown): string {
  if (found === null) return '; give it a value or remove the key';
  if (expected === 'record' && Array.isArray(found)) return '; write each entry under its name';
  if (expected === 'string' && typeof found !== 'object') return '; put it in quotes';
  if (typeof found !== 'string') return '';
  const isNumber = found.trim() !== '' && Number.isFinite(Number(found));
  if (isNumber && (expected === 'int' || expected === 'number')) return '; remove the quotes';
  return expected === 'boolean' && /^(true|false)$/.test(found) ? '; remove the quotes' : '';
}

/** `a whole number from 1 to 65535`, when the issue is about a number with bounds. */
function range(issue: z.core.$ZodRawIssue): string | undefined {
  const schema = issue.schema;
  if (!(schema instanceof z.ZodNumber)) return undefined;
  const kind = schema.isInt ? 'a whole number' : 'a number';
  const least = bound(schema.minValue);
  const most = bound(schema.maxValue);
  if (least !== undefined && most !== undefined) return `${kind} from ${least} to ${most}`;
  if (issue.code === 'too_small' && issue.inclusive === false) return `${kind} above ${least}`;
  if (least !== undefined) return `${kind} of at least ${least}`;
  return most === undefined ? undefined : `${kind} of at most ${most}`;
}

function bound(value: number | null): number | undefined {
  return value === null || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value;
}

function size(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>): string {
  const unit = issue.origin === 'string' ? 'character' : 'entry';
  const plural = unit === 'entry' ? 'entries' : `${unit}s`;
  const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  return `${issue.code === 'too_small' ? 'at least' : 'at most'} ${limit} ${Number(limit) === 1 ? unit : plural}`;
}
