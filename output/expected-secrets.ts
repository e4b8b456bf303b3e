import type { Environment } from '../config/environment.ts';
import { compareCodePoints } from '../config/units/order.ts';

/** Names of the Secrets that an environment refers to and that others put into the namespace. */
export function expectedSecrets({ applications, database, cache }: Environment): string[] {
  const names = [
    ...Object.values(applications).flatMap(({ secrets }) =>
      Object.values(secrets).map(({ secret }) => secret),
    ),
    database?.external ? database.secret : database?.backup?.secret,
    cache?.external ? cache.secret : undefined,
  ];
  return [...new Set(names.filter(name => name !== undefined))].sort(compareCodePoints);
}
