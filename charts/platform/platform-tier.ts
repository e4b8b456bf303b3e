import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { shared } from '../../config/units/data.ts';
import { Tier } from '../tier.ts';
import { podSharesOf } from './footprint.ts';
import { addLimitRange } from './limit-range.ts';
import { addNamespace } from './namespace.ts';
import { addResourceQuota } from './resource-quota.ts';
import { addStoredSecrets } from './stored-secrets.ts';

/**
 * The namespace, how much may run in it, and the Secrets that a store keeps for it.
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
    addNamespace(this, environment);
    addResourceQuota(this, pods);
    addLimitRange(this, pods, hasVolumes);
    addStoredSecrets(this, environment);
  }
}
