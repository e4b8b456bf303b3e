import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { shared } from '../../config/units/data.ts';
import {
  ExternalSecret,
  ExternalSecretSpecRefreshPolicy,
  ExternalSecretSpecSecretStoreRefKind,
  ExternalSecretSpecTargetCreationPolicy,
  ExternalSecretSpecTargetDeletionPolicy,
} from '../../imports/external-secrets.ts';
import { foreignSecrets, secretUses } from './secret-uses.ts';

/** How soon a value that changes in the store is in the Secret. Pods read it when they start. */
const refreshInterval = '1h';

/**
 * An ExternalSecret for every Secret that the environment names and does not make: External Secrets copies the keys
 * that are read, and no others, from the store.
 *
 * In the first wave, so that Argo CD brings up nothing that needs them before they are there: an ExternalSecret without
 * its value is Degraded (argo-cd `resource_customizations/external-secrets.io/ExternalSecret/health.lua`).
 *
 * - `Owner`: a Secret that nobody names any longer goes with its ExternalSecret. The store keeps the value.
 * - `Retain`: a value that is gone from the store stays in the Secret, so that pods still start.
 * - `template`: see `charts/cache/secrets.ts`; without one the Secret would carry Argo CD's own mark.
 */
export function addStoredSecrets(scope: Construct, environment: Environment): void {
  const { secretStore, secretPrefix } = environment.cluster;
  if (secretStore === undefined) return;
  const uses = shared('secret-uses', secretUses(environment));
  for (const { name, keys } of foreignSecrets(environment, uses)) {
    new ExternalSecret(scope, `externalsecret-${name}`, {
      metadata: { name },
      spec: {
        refreshPolicy: ExternalSecretSpecRefreshPolicy.PERIODIC,
        refreshInterval,
        secretStoreRef: {
          kind: ExternalSecretSpecSecretStoreRefKind.CLUSTER_SECRET_STORE,
          name: secretStore,
        },
        target: {
          name,
          creationPolicy: ExternalSecretSpecTargetCreationPolicy.OWNER,
          deletionPolicy: ExternalSecretSpecTargetDeletionPolicy.RETAIN,
          template: { metadata: { labels: { 'app.kubernetes.io/part-of': environment.name } } },
        },
        data: keys.map(key => ({
          secretKey: key,
          remoteRef: { key: `${secretPrefix}${name}`, property: key },
        })),
      },
    });
  }
}
