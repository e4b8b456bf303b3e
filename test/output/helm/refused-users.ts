import type { Values } from './chart.ts';

const user: Values = { keys: ['web:*'], channels: [], commands: [] };
const users = (value: Values): Values => ({ cache: { users: value } });

/** Faults of the users of a cache, over the values of production, whose only application web uses it. `other`: an application. */
export const faultsOfUsers = (
  other: Values,
): readonly (readonly [what: string, values: Values, named: string])[] => [
  ['a user that is not an application', users({ web: user, shop: user }), 'cache.users.shop'],
  [
    'an application without a user',
    { applications: { shop: { ...other, uses: ['cache'] } }, ...users({ web: user }) },
    'cache.users',
  ],
  [
    'a user that does not use the cache',
    { applications: { web: { uses: ['database'] } }, ...users({ web: user }) },
    'cache.users.web',
  ],
  ['all keys without a reason', users({ web: { ...user, keys: ['*'] } }), 'cache.users.web'],
  ['a command without a reason', users({ web: { ...user, commands: ['+scan'] } }), 'cache.users.web'],
  ['no users', users({}), 'cache.users'],
  ['a user without keys', users({ web: { ...user, keys: [] } }), '/cache/users/web/keys'],
  ['keys with blanks', users({ web: { ...user, keys: ['web: x'] } }), '/cache/users/web/keys/0'],
];
