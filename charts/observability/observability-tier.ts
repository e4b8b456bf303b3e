import type { Construct } from 'constructs';
import { metricsOf } from '../../config/application/metrics.ts';
import { type NamedCache, runningCaches, titleOfCache } from '../../config/caches.ts';
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
    const { applications, database } = environment;
    for (const [name, application] of Object.entries(applications)) {
      const metrics = metricsOf(application);
      if (metrics) new ApplicationMonitor(this, environment, name, metrics);
      new ComponentAlerts(this, environment, name, applicationAlerts(environment, name, application));
    }
    if (database?.external === false) {
      for (const pods of scrapedDatabasePods) new ComponentMonitor(this, environment, pods);
      new ComponentAlerts(this, environment, 'database', [
        ...databaseAlerts(environment, database),
        ...certificateAlerts(environment, {
          prefix: 'Database',
          title: 'the database',
          ...databaseCertificates,
        }),
      ]);
    }
    for (const cache of runningCaches(environment)) this.addCache(environment, cache);
    new ComponentAlerts(this, environment, 'environment', environmentAlerts(environment));
    new Dashboard(this, environment);
  }

  private addCache(environment: Environment, cache: NamedCache): void {
    const [name, { endpoint }] = cache;
    const certificates = { title: `the ${titleOfCache(name)}`, ...cacheCertificates(name) };
    new ComponentMonitor(this, environment, scrapedCachePods(name));
    new ComponentAlerts(this, environment, name, [
      ...cacheAlerts(environment, cache),
      ...(endpoint === undefined ? [] : endpointAlerts(environment, name)),
      ...certificateAlerts(environment, { prefix: 'Cache', ...certificates }),
    ]);
  }
}
