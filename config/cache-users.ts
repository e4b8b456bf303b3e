import { z } from 'zod';
import { expected } from './units/expected.ts';
import { someText } from './units/free-text.ts';
import { objectName } from './units/names.ts';
import { byKey } from './units/order.ts';

/** A pattern of the servers, as one word of their configuration: quotes and backslashes mean something there. */
function pattern(example: string) {
  return z.string().regex(/^[!#-&(-[\]-~]+$/, {
    error: expected(`a pattern without blanks, quotes and backslashes, such as ${example}`),
  });
}

/** A rule as `ACL SETUSER` takes it. */
const commandRule = z.string().regex(/^[+-](@[a-z]+|[a-z][a-z0-9]*(\|[a-z][a-z-]*)?)$/, {
  error: expected('a rule in lowercase such as +scan, -@write or +client|list'),
});

const user = z.strictObject({
  keys: z
    .array(pattern('web:*'))
    .min(1)
    .meta({ description: 'Patterns of the keys that it may use, such as web:*.' }),
  channels: z
    .array(pattern('web:*'))
    .default([])
    .meta({ description: 'Patterns of the channels that it may publish and subscribe to. Default: none.' }),
  commands: z.array(commandRule).default([]).meta({
    description:
      'Rules that follow the default ones: -@write takes commands away; +scan gives one more, and needs a reason. Default: none.',
  }),
  reason: someText.optional().meta({
    description:
      'Why it may do what may reach the keys of others: `+` in `commands`, or a pattern of keys that begins with a wildcard. Default: it may not.',
  }),
});

/** The users of a cache, by the names of applications. */
export const users = z.record(objectName, user).refine(all => Object.keys(all).length > 0, {
  error: 'found an empty object, expected a user for each application that uses the cache; remove it',
});

export type CacheUser = z.output<typeof user>;
export type CacheUsers = z.output<typeof users>;

/** Those users by name, sorted. */
export function usersOf({
  users = {},
}: {
  readonly users?: CacheUsers | undefined;
}): [name: string, user: CacheUser][] {
  return byKey(users);
}

/** What may reach the keys of other users, and so needs a reason. */
export function wideRules({ keys, commands }: CacheUser): string[] {
  return [
    ...keys.filter(pattern => /^[*?[]/.test(pattern)),
    ...commands.filter(rule => rule.startsWith('+')),
  ];
}
