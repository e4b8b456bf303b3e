import type { ManagedCache } from '../cache.ts';
import { usersOf, wideRules } from '../cache-users.ts';
import { anyOf, didYouMean } from '../did-you-mean.ts';
import type { EnvironmentFields } from '../fields.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';

/**
 * The users of a cache are the applications that use it, neither more nor fewer. An application without a user has no way
 * in, and a password that no one needs is one too many. `words` are those in `uses` that lead to the cache.
 */
export function checkCacheUsers(
  checking: Checking,
  path: Path,
  cache: ManagedCache,
  { applications }: EnvironmentFields,
  words: readonly string[],
): void {
  if (cache.users === undefined || !checking.isPresent(...path)) return;
  checkRules(checking, path, cache);
  if (!checking.isPresent('applications')) return;
  const all = checking.keysOf(applications, 'applications');
  const unknown = all.filter(name => !checking.isSound('applications', name, 'uses'));
  const clients = all.filter(name => words.some(word => applications[name]?.uses?.includes(word)));
  const users = checking.keysOf(cache.users, ...path);
  for (const name of users.filter(user => !clients.includes(user) && !unknown.includes(user))) {
    checking.refuse([...path, name], faultOf(name, all, clients, words));
  }
  for (const name of clients.filter(client => !users.includes(client))) {
    checking.refuse(
      path,
      `found no user ${show(name)}, an application that uses the cache; add ${name} such as { keys: ["${name}:*"] }, or remove users`,
    );
  }
}

/** A rule that may reach the keys of others is a decision, so someone must say why. */
function checkRules(checking: Checking, path: Path, cache: ManagedCache): void {
  for (const [name, user] of usersOf(cache)) {
    const wide = checking.isSound(...path, name) && user.reason === undefined ? wideRules(user) : [];
    if (wide.length === 0) continue;
    checking.refuse(
      [...path, name],
      `found ${wide.map(show).join(', ')} without a reason, which may reach the keys of other applications; add a reason, or remove it`,
    );
  }
}

/** A user that no application needs. */
function faultOf(
  name: string,
  all: readonly string[],
  clients: readonly string[],
  words: readonly string[],
): string {
  if (all.includes(name)) {
    return `is an application that does not use the cache; add ${words.join(' or ')} to its uses, or remove this user`;
  }
  const meant = didYouMean(name, clients);
  const fix = meant === undefined ? 'remove it' : `did you mean ${show(meant)}?`;
  const expected = clients.length === 0 ? 'no application uses the cache' : `expected ${anyOf(clients)}`;
  return `is not an application; ${expected}; ${fix}`;
}
