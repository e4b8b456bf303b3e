import type { RequestCounter } from '../../config/application/metrics.ts';
import { activeService } from './endpoints.ts';

/**
 * The labels of the series that Prometheus scrapes through an application's active Service: those of the color that
 * users reach. The ServiceMonitor of the observability tier sets them.
 */
export function activeSeries(namespace: string, name: string): string {
  return `namespace="${namespace}",service="${activeService(name)}"`;
}

/**
 * The labels of answers with an error of the server. `5..` is also `5xx`, which some libraries write to have fewer
 * series.
 */
export function errorsOf({ statusLabel }: RequestCounter): string {
  return `${statusLabel}=~"5.."`;
}
