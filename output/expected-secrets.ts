import { foreignSecrets } from '../charts/platform/secret-uses.ts';
import type { Environment } from '../config/environment.ts';

/** Names of the Secrets that an environment refers to and that others put into the namespace. */
export function expectedSecrets(environment: Environment): string[] {
  if (environment.cluster.secretStore !== undefined) return [];
  return foreignSecrets(environment).map(({ name }) => name);
}
