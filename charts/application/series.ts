import { activeService } from './endpoints.ts';

/**
 * The labels of the series that Prometheus scrapes through an application's active Service: of the colour that
 * users reach and of no other. The ServiceMonitor of the observability tier gives them.
 */
export function activeSeries(namespace: string, name: string): string {
  return `namespace="${namespace}",service="${activeService(name)}"`;
}
