/**
 * The users of the cache's own programs. No application has such a name: names that begin with `cache-` are those of
 * objects of the cache.
 */
export const ownUsers = {
  replication: 'cache-replication',
  sentinel: 'cache-sentinel',
  exporter: 'cache-exporter',
  endpoint: 'cache-endpoint',
} as const;

/** The Secret with the password of a user: of an application, or of one of the cache's own programs. */
export function userPassword(cache: string, user: string) {
  return { secret: `${cache}-user-${user}`, key: 'password' };
}
