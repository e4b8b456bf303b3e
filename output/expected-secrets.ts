import { foreignConfigMaps, foreignSecrets } from '../charts/platform/secret-uses.ts';
import { pullSecretNames } from '../charts/pull-secrets.ts';
import type { Environment } from '../config/environment.ts';

/**
 * The Secrets that an environment uses and does not make: something else must make them. Those of its ConfigMaps follow
 * them, as `ConfigMap/NAME`.
 */
export function expectedSecrets(environment: Environment): string[] {
  const hasStore = environment.cluster.secretStore !== undefined;
  const secrets = hasStore ? [] : foreignSecrets(environment).map(({ name }) => name);
  const names = [...new Set([...secrets, ...pullSecretNames(environment)])];
  return [...names, ...foreignConfigMaps(environment).map(name => `ConfigMap/${name}`)];
}
