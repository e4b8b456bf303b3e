import { join } from 'node:path';
import { App, Duration } from 'cdk8s';
import { ObservabilityTier } from '../../../charts/observability/observability-tier.ts';
import { application } from '../../../config/application/application.ts';
import { deriveApplication } from '../../../config/application/derive.ts';
import type { Environment } from '../../../config/environment.ts';
import { loadEnvironments } from '../../../config/load.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

const [environment] = await loadEnvironments([
  join(import.meta.dirname, '..', '..', '..', 'environments', 'production.ts'),
]);
if (environment === undefined) throw new Error('environments/production.ts: no environment');

/** The PrometheusRules of the shipped production. */
export const productionRules = rulesOf(environment);

const { applications, database, cache } = environment;
const { web } = applications;
if (web === undefined) throw new Error('environments/production.ts: no application web');
const schedule = {
  cron: '0 2 * * *',
  timeZone: 'Etc/UTC',
  concurrencyPolicy: 'Forbid' as const,
  startingDeadline: Duration.hours(1),
  deadline: Duration.hours(1),
  retries: 3,
  successfulJobsHistoryLimit: 3,
  failedJobsHistoryLimit: 3,
  suspend: false,
  maxAge: Duration.hours(27),
};
const beforeRelease = { args: ['migrate'], deadline: Duration.minutes(10), retries: 3 };

/** Those of a production that chooses otherwise, for alerts that the shipped one has not. */
export const otherRules = rulesOf({
  ...environment,
  applications: {
    web: { ...web, beforeRelease },
    report: { ...web, kind: 'scheduled', schedule },
    courier: deriveApplication({
      ...application.parse({
        kind: 'worker',
        image: 'registry.example.com/courier:1.0.0',
        resources: { requests: { cpu: '100m', memory: '64Mi' } },
        metrics: { port: 9394 },
      }),
    }),
  },
  ...(database?.external === false && { database: { ...database, dataDurability: 'preferred' } }),
  ...(cache?.external === false && { cache: { ...cache, profile: 'queue', endpoint: { tls: true } } }),
});

/** The rule of the shipped production of that name. */
export function production(name: string): Manifest {
  return objectOf(productionRules, 'PrometheusRule', name);
}

function rulesOf(environment: Environment): readonly Manifest[] {
  const objects = manifestsOf(new ObservabilityTier(new App(), environment));
  return objects.filter(({ kind }) => kind === 'PrometheusRule');
}
