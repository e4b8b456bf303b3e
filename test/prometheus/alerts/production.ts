import { join } from 'node:path';
import { App } from 'cdk8s';
import { ObservabilityTier } from '../../../charts/observability/observability-tier.ts';
import type { Environment } from '../../../config/environment.ts';
import { loadEnvironments } from '../../../config/load.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

const [environment] = await loadEnvironments([
  join(import.meta.dirname, '..', '..', '..', 'environments', 'production.ts'),
]);
if (environment === undefined) throw new Error('environments/production.ts: no environment');

/** The PrometheusRules of the shipped production. */
export const productionRules = rulesOf(environment);

const { database, cache } = environment;

/** Those of a production that chooses otherwise, for alerts that the shipped one has not. */
export const otherRules = rulesOf({
  ...environment,
  ...(database?.external === false && { database: { ...database, dataDurability: 'preferred' } }),
  ...(cache?.external === false && { cache: { ...cache, profile: 'queue', endpoint: { reason: 'test' } } }),
});

/** The rule of the shipped production of that name. */
export function production(name: string): Manifest {
  return objectOf(productionRules, 'PrometheusRule', name);
}

function rulesOf(environment: Environment): readonly Manifest[] {
  const objects = manifestsOf(new ObservabilityTier(new App(), environment));
  return objects.filter(({ kind }) => kind === 'PrometheusRule');
}
