import type { Construct } from 'constructs';
import { type Application, listens } from '../../config/application/application.ts';
import { metricsOf } from '../../config/application/metrics.ts';
import { type NamedCache, runningCaches, titleOfCache } from '../../config/caches.ts';
import { clustersOf, titleOfDatabase } from '../../config/clusters.ts';
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
import {
  ApplicationMonitor,
  ComponentMonitor,
  scrapedCachePods,
  scrapedDatabasePods,
  scrapedWorkerPods,
} from './monitor.ts';

/**
 * What Prometheus scrapes, and the alerts.
 *
 * Default footprint: for each application a PrometheusRule and, if it has metrics, a ServiceMonitor; a worker has a PodMonitor. 2 PodMonitors and a
 * PrometheusRule for the database, 1 of each for the cache. Also a PrometheusRule for the rest and a dashboard; no pods.
 */
export class ObservabilityTier extends Tier {
  constructor(scope: Construct, environment: Environment) {
    super(scope, 'observability', environment);
    const { applications } = environment;
    for (const [name, application] of Object.entries(applications)) {
      this.addMonitor(environment, name, application);
      new ComponentAlerts(this, environment, name, applicationAlerts(environment, name, application));
    }
    this.addDatabases(environment);
    for (const cache of runningCaches(environment)) this.addCache(environment, cache);
    new ComponentAlerts(this, environment, 'environment', environmentAlerts(environment));
    new Dashboard(this, environment);
  }

  private addMonitor(environment: Environment, name: string, application: Application): void {
    const metrics = metricsOf(application);
    if (metrics === undefined) return;
    if (listens(application)) new ApplicationMonitor(this, environment, name, metrics);
    else new ComponentMonitor(this, environment, scrapedWorkerPods(name, metrics));
  }

  /** The monitors are those of all Clusters, also of a restored one; the alerts are of each. */
  private addDatabases(environment: Environment): void {
    const clusters = clustersOf(environment);
    if (clusters.length === 0) return;
    for (const pods of scrapedDatabasePods) new ComponentMonitor(this, environment, pods);
    for (const cluster of clusters) {
      const [name] = cluster;
      const certificates = { title: titleOfDatabase(name), ...databaseCertificates(name) };
      new ComponentAlerts(this, environment, name, [
        ...databaseAlerts(environment, cluster),
        ...certificateAlerts(environment, { prefix: 'Database', ...certificates }),
      ]);
    }
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
