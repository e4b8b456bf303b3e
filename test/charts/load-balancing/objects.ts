import { App } from 'cdk8s';
import { LoadBalancingTier } from '../../../charts/load-balancing/load-balancing-tier.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, manifestsOf } from '../../support/manifests.ts';

/** What the tier makes of these applications. */
export function objects(
  applications: EnvironmentInput['applications'],
  cluster?: EnvironmentInput['cluster'],
): Manifest[] {
  const environment = environmentWith({ applications, ...(cluster && { cluster }) });
  return manifestsOf(new LoadBalancingTier(new App(), environment));
}
