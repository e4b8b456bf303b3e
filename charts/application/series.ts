import { activeService } from './endpoints.ts';

/**
 * The labels of the series that Prometheus scrapes through an application's active Service: those of the color that
 * users reach. The ServiceMonitor of the observability tier sets them.
 */
export function activeSeries(namespace: string, name: string): string {
  return `namespace="${namespace}",service="${activeService(name)}"`;
}
