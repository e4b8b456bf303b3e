import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import type { SecretUse } from '../../config/units/secrets.ts';
import {
  ExternalSecret,
  ExternalSecretSpecRefreshPolicy,
  ExternalSecretSpecSecretStoreRefKind,
  ExternalSecretSpecTargetCreationPolicy,
  ExternalSecretSpecTargetDeletionPolicy,
} from '../../imports/external-secrets.ts';

/** The time until a change in the store reaches the Secret. Pods read it when they start. */
const refreshInterval = '1h';

/**
 * A Secret that the environment names and does not make. External Secrets copies only the keys that are read from the
 * store, or all properties of the entry where an application takes the whole Secret.
 *
 * It is in the first wave, so that Argo CD applies nothing that needs it before it exists: an ExternalSecret without its
 * value is Degraded (argo-cd `resource_customizations/external-secrets.io/ExternalSecret/health.lua`).
 *
 * - `Owner`: a Secret that is no longer named is deleted with its ExternalSecret. The store keeps the value.
 * - `Retain`: a value that is gone from the store stays in the Secret, so that pods still start.
 * - `template`: see `charts/cache/password-secret.ts`; without one the Secret would have the labels of Argo CD.
 */
export class StoredSecret extends ExternalSecret {
  constructor(
    scope: Construct,
    { name: environment, cluster }: Environment,
    secretStore: string,
    { name, keys }: SecretUse,
  ) {
    const stored = `${cluster.secretPrefix}${name}`;
    super(scope, `externalsecret-${name}`, {
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
          template: { metadata: { labels: { 'app.kubernetes.io/part-of': environment } } },
        },
        ...(keys.length === 0
          ? { dataFrom: [{ extract: { key: stored } }] }
          : { data: keys.map(key => ({ secretKey: key, remoteRef: { key: stored, property: key } })) }),
      },
    });
  }
}
