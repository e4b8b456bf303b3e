import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { shared } from '../../config/units/data.ts';
import { Tier } from '../tier.ts';
import { podSharesOf } from './footprint.ts';
import { addLimitRange } from './limit-range.ts';
import { addNamespace } from './namespace.ts';
import { addResourceQuota } from './resource-quota.ts';

/**
 * The namespace, and how much may run in it.
 *
 * Default footprint: a Namespace, a ResourceQuota and a LimitRange; no pods.
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
  }
}
