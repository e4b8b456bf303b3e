import type { Construct } from 'constructs';
import type { Metrics } from '../../config/application/metrics.ts';
import { firstDatabase } from '../../config/clusters.ts';
import type { Environment } from '../../config/environment.ts';
import {
  ServiceMonitorSpecEndpointsRelabelingsAction as Action,
  PodMonitor,
  ServiceMonitor,
} from '../../imports/prometheus-operator.ts';
import { activeService, applicationLabels, httpPort, metricsPort } from '../application/endpoints.ts';
import { cacheMetricsPortName } from '../cache/endpoints.ts';
import { instanceRole, metricsPortName, poolerRole } from '../data/endpoints.ts';

/** The interval that the queries of analyses, scaling and alerts expect: their shortest window is two minutes. */
const interval = '30s';

/**
 * Scrapes an application only through its active Service, so that every series belongs to the color that users reach.
 *
 * Both Services have the same labels; the relabeling drops the preview Service's endpoints.
 */
export class ApplicationMonitor extends ServiceMonitor {
  constructor(scope: Construct, { cluster }: Environment, name: string, metrics: Metrics) {
    super(scope, `servicemonitor-${name}`, {
      metadata: { name, labels: cluster.monitorLabels },
      spec: {
        selector: { matchLabels: applicationLabels(name) },
        endpoints: [
          {
            port: metrics.port === undefined ? httpPort : metricsPort,
            path: metrics.path,
            interval,
            relabelings: [
              {
                sourceLabels: ['__meta_kubernetes_service_name'],
                regex: activeService(name),
                action: Action.KEEP,
              },
            ],
          },
        ],
      },
    });
  }
}

/** The pods that one PodMonitor scrapes. */
export interface ScrapedPods {
  /** Name of the PodMonitor. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Name of the port that has the metrics. */
  readonly port: string;
  /** HTTP path of the metrics. Default: `/metrics`, that of Prometheus. */
  readonly path?: string;
}

/**
 * The instances and poolers of every Cluster in the namespace, also of a restored one. The Cluster's own
 * `enablePodMonitor` is deprecated.
 */
export const scrapedDatabasePods: readonly ScrapedPods[] = [
  { name: firstDatabase, labels: instanceRole, port: metricsPortName },
  { name: `${firstDatabase}-pooler`, labels: poolerRole, port: metricsPortName },
];

/** Data pods, sentinels and the endpoint of a cache. */
export function scrapedCachePods(name: string): ScrapedPods {
  return { name, labels: { 'app.kubernetes.io/name': name }, port: cacheMetricsPortName };
}

/** The pods of a worker, which has no Service. */
export function scrapedWorkerPods(name: string, { path }: Metrics): ScrapedPods {
  return { name, labels: applicationLabels(name), port: metricsPort, path };
}

/** Scrapes pods of the database or the cache, or of a worker. */
export class ComponentMonitor extends PodMonitor {
  constructor(scope: Construct, { cluster }: Environment, { name, labels, port, path }: ScrapedPods) {
    super(scope, `podmonitor-${name}`, {
      metadata: { name, labels: cluster.monitorLabels },
      spec: {
        selector: { matchLabels: labels },
        podMetricsEndpoints: [{ port, ...(path !== undefined && { path }), interval }],
      },
    });
  }
}
