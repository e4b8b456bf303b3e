import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { shared } from '../../config/units/data.ts';
import { Tier } from '../tier.ts';
import { podSharesOf } from './footprint.ts';
import { EnvironmentLimitRange } from './limit-range.ts';
import { EnvironmentNamespace } from './namespace.ts';
import { EnvironmentResourceQuota } from './resource-quota.ts';
import { foreignSecrets, secretUses } from './secret-uses.ts';
import { StoredSecret } from './stored-secret.ts';

/**
 * The namespace, the limits of what runs in it, and the Secrets that come from a store.
 *
 * Default footprint: a Namespace, a ResourceQuota and a LimitRange; no pods. With a secret store one
 * ExternalSecret for each Secret that is named.
 */
export class PlatformTier extends Tier {
  constructor(scope: Construct, environment: Environment) {
    super(scope, 'platform', environment);
    const shares = podSharesOf(environment);
    const hasVolumes = shares.some(({ storage }) => storage.length > 0);
    const pods = shared('pods', shares);
    new EnvironmentNamespace(this, environment);
    new EnvironmentResourceQuota(this, pods);
    new EnvironmentLimitRange(this, pods, hasVolumes);
    const { secretStore } = environment.cluster;
    if (secretStore !== undefined) this.addStoredSecrets(environment, secretStore);
  }

  private addStoredSecrets(environment: Environment, secretStore: string): void {
    const uses = shared('secret-uses', secretUses(environment));
    for (const secret of foreignSecrets(environment, uses)) {
      new StoredSecret(this, environment, secretStore, secret);
    }
  }
}
