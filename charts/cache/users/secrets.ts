import type { Construct } from 'constructs';
import type { NamedCache } from '../../../config/caches.ts';
import type { Password } from '../../../imports/external-secrets.ts';
import { PasswordSecret } from '../password-secret.ts';
import { allUsers } from './mounts.ts';
import { userPassword } from './names.ts';

/** The passwords of all users, each generated once. */
export function addUserPasswords(scope: Construct, [name, cache]: NamedCache, generator: Password): void {
  for (const user of allUsers(cache)) {
    const { secret } = userPassword(name, user);
    const reason = cache.users?.[user]?.reason;
    new PasswordSecret(scope, { cache: name, secret, generator, reason });
  }
}
