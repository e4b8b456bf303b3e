import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { cacheCertificates } from '../cache/endpoints.ts';
import { databaseCertificates } from '../data/endpoints.ts';
import { Tier } from '../tier.ts';
import { addAlerts } from './alert.ts';
import { applicationAlerts } from './application-alerts.ts';
import { cacheAlerts } from './cache-alerts.ts';
import { certificateAlerts } from './certificate-alerts.ts';
import { addDashboard } from './dashboard.ts';
import { databaseAlerts } from './database-alerts.ts';
import { environmentAlerts } from './environment-alerts.ts';
import { addApplicationMonitor, addCacheMonitor, addDatabaseMonitors } from './monitors.ts';

/**
 * What Prometheus scrapes and when it calls a person.
 *
 * Default footprint: a ServiceMonitor and a PrometheusRule for each application, 2 PodMonitors and a PrometheusRule for
 * the database, 1 of each for the cache, a PrometheusRule for the rest and a dashboard; no pods.
 */
export class ObservabilityTier extends Tier {
  constructor(scope: Construct, environment: Environment) {
    super(scope, 'observability', environment);
    const { applications, database, cache } = environment;
    for (const [name, application] of Object.entries(applications)) {
      addApplicationMonitor(this, environment, name, application);
      addAlerts(this, environment, name, applicationAlerts(environment, name, application));
    }
    if (database?.external === false) {
      addDatabaseMonitors(this, environment);
      addAlerts(this, environment, 'database', [
        ...databaseAlerts(environment, database),
        ...certificateAlerts(environment, { prefix: 'Database', ...databaseCertificates }),
      ]);
    }
    if (cache?.external === false) {
      addCacheMonitor(this, environment);
      addAlerts(this, environment, 'cache', [
        ...cacheAlerts(environment, cache),
        ...certificateAlerts(environment, { prefix: 'Cache', ...cacheCertificates }),
      ]);
    }
    addAlerts(this, environment, 'environment', environmentAlerts(environment));
    addDashboard(this, environment);
  }
}
