import type { Construct } from 'constructs';
import type { Application } from '../../config/application.ts';
import type { Environment } from '../../config/environment.ts';
import {
  ServiceMonitorSpecEndpointsRelabelingsAction as Action,
  PodMonitor,
  ServiceMonitor,
} from '../../imports/prometheus-operator.ts';
import { activeService, applicationLabels, httpPort } from '../application/endpoints.ts';
import { cacheMetricsPortName, cacheName } from '../cache/endpoints.ts';
import { clusterName, instanceRole, metricsPortName, poolerRole } from '../data/endpoints.ts';

/** As often as queries of analyses, scaling and alerts expect it: their shortest window is two minutes. */
const interval = '30s';

/**
 * Scrapes an application through its active Service alone, so that every series is of the colour that users reach.
 *
 * Both Services carry the same labels; the relabelling drops the preview Service's endpoints.
 */
export function addApplicationMonitor(
  scope: Construct,
  { cluster }: Environment,
  name: string,
  { metrics }: Application,
): void {
  new ServiceMonitor(scope, `servicemonitor-${name}`, {
    metadata: { name, labels: cluster.monitorLabels },
    spec: {
      selector: { matchLabels: applicationLabels(name) },
      endpoints: [
        {
          port: httpPort,
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

/**
 * Scrapes the instances and poolers of every Cluster of the namespace, one that is restored next to the first
 * included; the Cluster's own `enablePodMonitor` is deprecated.
 */
export function addDatabaseMonitors(scope: Construct, environment: Environment): void {
  addPodMonitor(scope, environment, clusterName, instanceRole, metricsPortName);
  addPodMonitor(scope, environment, `${clusterName}-pooler`, poolerRole, metricsPortName);
}

/** Scrapes data pods and sentinels. */
export function addCacheMonitor(scope: Construct, environment: Environment): void {
  const labels = { 'app.kubernetes.io/name': cacheName };
  addPodMonitor(scope, environment, cacheName, labels, cacheMetricsPortName);
}

function addPodMonitor(
  scope: Construct,
  { cluster }: Environment,
  name: string,
  matchLabels: Readonly<Record<string, string>>,
  port: string,
): void {
  new PodMonitor(scope, `podmonitor-${name}`, {
    metadata: { name, labels: cluster.monitorLabels },
    spec: { selector: { matchLabels }, podMetricsEndpoints: [{ port, interval }] },
  });
}
