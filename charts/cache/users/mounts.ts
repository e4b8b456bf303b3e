import type { k8s } from 'cdk8s-plus-27';
import type { ManagedCache } from '../../../config/cache.ts';
import { usersOf } from '../../../config/cache-users.ts';
import type { NamedCache } from '../../../config/caches.ts';
import { cachePassword } from '../endpoints.ts';
import { folders } from '../folders.ts';
import { ownUsers, userPassword } from './names.ts';
import { namesOfOwnUsers } from './rights.ts';

const volume = 'users';

/** Every user of a cache: those of its own programs, and those of applications. */
export function allUsers(cache: ManagedCache): string[] {
  return [...namesOfOwnUsers(cache), ...usersOf(cache).map(([name]) => name)];
}

/** The passwords of all users, a file for each. - none: the cache has no users. */
export function userVolumes([name, cache]: NamedCache): k8s.Volume[] {
  if (cache.users === undefined) return [];
  const sources = allUsers(cache).map(user => {
    const { secret, key } = userPassword(name, user);
    return { secret: { name: secret, items: [{ key, path: user }] } };
  });
  return [{ name: volume, projected: { defaultMode: 0o440, sources } }];
}

/** Where the servers find them. */
export function userMounts({ users }: ManagedCache): k8s.VolumeMount[] {
  return users === undefined ? [] : [{ name: volume, mountPath: folders.users, readOnly: true }];
}

/** What the scripts read to find them. */
export function userSettings({ users }: ManagedCache): Readonly<Record<string, string>> {
  return users === undefined ? {} : { CACHE_USERS: folders.users };
}

/** The password of one of the cache's own programs: with users that of its user. */
export function passwordOf([name, { users }]: NamedCache, program: keyof typeof ownUsers) {
  return users === undefined ? cachePassword(name) : userPassword(name, ownUsers[program]);
}
