import type { Construct } from 'constructs';
import { metricsOf } from '../../config/application/metrics.ts';
import type { Environment } from '../../config/environment.ts';
import { cacheCertificates } from '../cache/endpoints.ts';
import { databaseCertificates } from '../data/endpoints.ts';
import { Tier } from '../tier.ts';
import { applicationAlerts } from './application-alerts.ts';
import { cacheAlerts } from './cache-alerts.ts';
import { endpointAlerts } from './cache-endpoint-alerts.ts';
import { certificateAlerts } from './certificate-alerts.ts';
import { ComponentAlerts } from './component-alerts.ts';
import { Dashboard } from './dashboard.ts';
import { databaseAlerts } from './database-alerts.ts';
import { environmentAlerts } from './environment-alerts.ts';
import { ApplicationMonitor, ComponentMonitor, scrapedCachePods, scrapedDatabasePods } from './monitor.ts';

/**
 * What Prometheus scrapes, and the alerts.
 *
 * Default footprint: for each application a PrometheusRule and, if it has metrics, a ServiceMonitor. 2 PodMonitors and a
 * PrometheusRule for the database, 1 of each for the cache. Also a PrometheusRule for the rest and a dashboard; no pods.
 */
export class ObservabilityTier extends Tier {
  constructor(scope: Construct, environment: Environment) {
    super(scope, 'observability', environment);
    const { applications, database, cache } = environment;
    for (const [name, application] of Object.entries(applications)) {
      const metrics = metricsOf(application);
      if (metrics) new ApplicationMonitor(this, environment, name, metrics);
      new ComponentAlerts(this, environment, name, applicationAlerts(environment, name, application));
    }
    if (database?.external === false) {
      for (const pods of scrapedDatabasePods) new ComponentMonitor(this, environment, pods);
      new ComponentAlerts(this, environment, 'database', [
        ...databaseAlerts(environment, database),
        ...certificateAlerts(environment, { prefix: 'Database', ...databaseCertificates }),
      ]);
    }
    if (cache?.external === false) {
      new ComponentMonitor(this, environment, scrapedCachePods);
      new ComponentAlerts(this, environment, 'cache', [
        ...cacheAlerts(environment, cache),
        ...(cache.endpoint === undefined ? [] : endpointAlerts(environment)),
        ...certificateAlerts(environment, { prefix: 'Cache', ...cacheCertificates }),
      ]);
    }
    new ComponentAlerts(this, environment, 'environment', environmentAlerts(environment));
    new Dashboard(this, environment);
  }
}
