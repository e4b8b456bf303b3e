import { join } from 'node:path';
import { App } from 'cdk8s';
import { ObservabilityTier } from '../../../charts/observability/observability-tier.ts';
import { loadEnvironments } from '../../../config/load.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

const [environment] = await loadEnvironments([
  join(import.meta.dirname, '..', '..', '..', 'environments', 'production.ts'),
]);
if (environment === undefined) throw new Error('environments/production.ts: no environment');

/** The PrometheusRules of the shipped production. */
export const productionRules: readonly Manifest[] = manifestsOf(
  new ObservabilityTier(new App(), environment),
).filter(({ kind }) => kind === 'PrometheusRule');

/** The one of that name. */
export function production(name: string): Manifest {
  return objectOf(productionRules, 'PrometheusRule', name);
}
