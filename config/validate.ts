import { z } from 'zod';
import { descriptionAt } from './describe.ts';
import { anyOf, didYouMean } from './did-you-mean.ts';
import { type Environment, environmentSchema } from './environment.ts';
import type { DataObject } from './merge.ts';
import { judgedByMembers, messageOf, typeName } from './messages.ts';
import { BadInput, type Problem } from './problem.ts';
import { show } from './units/expected.ts';

/**
 * The environment that data describes, parsed, with every default filled in.
 *
 * @throws BadInput with everything that the schema does not allow, one problem for each fault.
 */
export function validate(data: DataObject, file: string): Environment {
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
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap(issue => problemsOf(issue, issue.path, allowedKeys));
  throw new BadInput(problems.map(problem => ({ file, ...problem })));
}

type Found = Pick<Problem, 'path' | 'message'>;
type AllowedKeys = ReadonlyMap<readonly string[], readonly string[]>;

function problemsOf(issue: z.core.$ZodIssue, path: readonly PropertyKey[], allowed: AllowedKeys): Found[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => ({
        path: formatPath([...path, key]),
        message: unknownKey(key, allowed.get(issue.keys) ?? []),
      }));
    case 'invalid_key':
      return [{ path: formatPath(path), message: issue.issues[0]?.message ?? issue.message }];
    case 'invalid_union':
      return unionProblems(issue, path, allowed);
    case 'invalid_type':
      return [issue.input === undefined ? missing(path) : { path: formatPath(path), message: issue.message }];
    default:
      return [{ path: formatPath(path), message: issue.message }];
  }
}

/** A union is judged by the one member that the value seems meant for; failing that, by what all members are. */
function unionProblems(
  issue: z.core.$ZodIssueInvalidUnion,
  path: readonly PropertyKey[],
  allowed: AllowedKeys,
): Found[] {
  if (issue.message !== judgedByMembers) {
    return [{ path: formatPath(path), message: issue.message }];
  }
  if (issue.input === undefined) return [missing(path)];
  const meant = issue.errors.filter(issues => !issues.some(isOfAnotherType));
  const [member] = meant;
  if (meant.length === 1 && member) {
    return member.flatMap(inner => problemsOf(inner, [...path, ...inner.path], allowed));
  }
  const types = issue.errors.flatMap(issues => issues.filter(isOfAnotherType).map(inner => inner.expected));
  const what = anyOf([...new Set(types.map(typeName))]);
  return [{ path: formatPath(path), message: `expected ${what}, found ${show(issue.input)}` }];
}

function isOfAnotherType(issue: z.core.$ZodIssue): issue is z.core.$ZodIssueInvalidType {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function unknownKey(key: string, allowed: readonly string[]): string {
  const meant = didYouMean(key, allowed);
  return meant
    ? `is unknown; did you mean ${show(meant)}?`
    : `is unknown, expected ${anyOf(allowed)}; remove it`;
}

function missing(path: readonly PropertyKey[]): Found {
  const description = descriptionAt(environmentSchema, path) ?? 'it';
  const what = /^[A-Z][a-z]/.test(description)
    ? `${description.charAt(0).toLowerCase()}${description.slice(1)}`
    : description;
  return { path: formatPath(path), message: `is missing; add ${what.replace(/\.$/, '')}` };
}

/** `applications.web.scale.rules[0].cooldown`, with quotes around keys that hold a dot or a blank. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    if (!/^[-\w]+$/.test(name)) return `${text}[${JSON.stringify(name)}]`;
    return text ? `${text}.${name}` : name;
  }, '');
}
