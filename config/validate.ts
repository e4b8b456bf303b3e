import { z } from 'zod';
import { descriptionAt } from './describe.ts';
import { anyOf, didYouMean } from './did-you-mean.ts';
import { type Environment, environmentSchema } from './environment.ts';
import { type ForeignWord, foreignWordsAt } from './foreign-words.ts';
import { messageOf, reportedByMembers, typeName } from './messages.ts';
import { formatPath, type Path } from './path.ts';
import { show } from './units/expected.ts';

/** One fault in the data, and where it is. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
  /** The path that an unknown key probably means. - none: no allowed key is similar. */
  readonly meant?: Path;
  /** - false: there is a value, but it is wrong. */
  readonly isMissing?: boolean;
}

/** Either the environment that the data describes, or every fault of the data. */
export interface Validation {
  /** Parsed, with every default filled in. - none: there are faults. */
  readonly environment?: Environment;
  readonly faults: readonly Fault[];
}

export function validate(data: unknown): Validation {
  const allowedKeys = new Map<readonly string[], readonly string[]>();
  const result = environmentSchema.safeParse(data, {
    reportInput: true,
    error: issue => {
      if (issue.code === 'unrecognized_keys' && issue.inst instanceof z.ZodObject) {
        allowedKeys.set(issue.keys, Object.keys(issue.inst.shape));
      }
      return messageOf(issue);
    },
  });
  if (result.success) return { environment: result.data, faults: [] };
  const faults = result.error.issues.flatMap(issue => faultsOf(issue, issue.path, allowedKeys));
  return { faults: withoutRepetition(faults) };
}

/** The first fault of each value; a misspelled key is not reported as missing too. */
function withoutRepetition(faults: readonly Fault[]): Fault[] {
  const meant = new Set(faults.flatMap(({ meant }) => (meant ? [formatPath(meant)] : [])));
  const reported = new Set<string>();
  return faults.filter(({ isMissing, path }) => {
    const place = formatPath(path);
    const isNew = !reported.has(place) && !(isMissing && meant.has(place));
    reported.add(place);
    return isNew;
  });
}

type AllowedKeys = ReadonlyMap<readonly string[], readonly string[]>;

function faultsOf(issue: z.core.$ZodIssue, path: Path, allowed: AllowedKeys): Fault[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => unknownKey(path, key, allowed.get(issue.keys) ?? []));
    case 'invalid_key':
      return [{ path, message: issue.issues[0]?.message ?? issue.message }];
    case 'invalid_union':
      return unionFaults(issue, path, allowed);
    case 'invalid_type':
      return [issue.input === undefined ? missing(path) : { path, message: issue.message }];
    default:
      return [{ path, message: issue.message }];
  }
}

/** The faults of the one member whose type the value has; otherwise one fault that names the types of all members. */
function unionFaults(issue: z.core.$ZodIssueInvalidUnion, path: Path, allowed: AllowedKeys): Fault[] {
  if (issue.message !== reportedByMembers) {
    return [{ path, message: issue.message }];
  }
  if (issue.input === undefined) return [missing(path)];
  const meant = issue.errors.filter(issues => !issues.some(isOfAnotherType));
  const [member] = meant;
  if (meant.length === 1 && member) {
    return member.flatMap(inner => faultsOf(inner, [...path, ...inner.path], allowed));
  }
  const types = issue.errors.flatMap(issues => issues.filter(isOfAnotherType).flatMap(typesOf));
  const what = anyOf([...new Set(types)]);
  return [{ path, message: `expected ${what}, found ${show(issue.input)}` }];
}

type OtherType = z.core.$ZodIssueInvalidType | z.core.$ZodIssueInvalidValue;

/** Whether a member of a union is about values of another type; a word such as false is, for an object. */
function isOfAnotherType(issue: z.core.$ZodIssue): issue is OtherType {
  if (issue.path.length > 0) return false;
  const isWord = (value: unknown) => typeof value === typeof issue.input;
  return issue.code === 'invalid_type' || (issue.code === 'invalid_value' && !issue.values.some(isWord));
}

function typesOf(issue: OtherType): string[] {
  return issue.code === 'invalid_type' ? [typeName(issue.expected)] : issue.values.map(String);
}

function unknownKey(path: Path, key: string, allowed: readonly string[]): Fault {
  const word = foreignWordsAt(path)[key];
  if (word) return { path: [...path, key], message: adviceOnWord(word), meant: [...path, word.write ?? key] };
  const meant = didYouMean(key, allowed);
  return meant
    ? { path: [...path, key], message: `is unknown; did you mean ${show(meant)}?`, meant: [...path, meant] }
    : { path: [...path, key], message: `is unknown, expected ${anyOf(allowed)}; remove it` };
}

function adviceOnWord({ write, how }: ForeignWord): string {
  return write === undefined
    ? `is not a key here: ${how}; remove it`
    : `is not a key here; write ${write}: ${how}`;
}

function missing(path: Path): Fault {
  const description = descriptionAt(environmentSchema, path) ?? 'it';
  const what = /^[A-Z][a-z]/.test(description)
    ? `${description.charAt(0).toLowerCase()}${description.slice(1)}`
    : description;
  return { path, message: `is missing; add ${what.replace(/\.$/, '')}`, isMissing: true };
}
