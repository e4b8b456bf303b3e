import { foreignSecrets } from '../charts/platform/secret-uses.ts';
import type { Environment } from '../config/environment.ts';

/** The names of the Secrets that an environment uses and does not make: something else must make them. */
export function expectedSecrets(environment: Environment): string[] {
  if (environment.cluster.secretStore !== undefined) return [];
  return foreignSecrets(environment).map(({ name }) => name);
}
