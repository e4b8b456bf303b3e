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
 * The codes of gRPC that stand for a 5xx, as words or as numbers: libraries write Internal, INTERNAL or 13.
 *
 * Source: googleapis `google/rpc/code.proto`, the HTTP mapping of each code.
 */
const grpcErrors =
  '(?i:unknown|deadline_?exceeded|unimplemented|internal|unavailable|data_?loss)|2|4|12|13|14|15';

/**
 * The labels of answers with an error of the server. `5..` is also `5xx`, which some libraries write to have fewer
 * series.
 */
export function errorsOf({ statusLabel, protocol }: RequestCounter): string {
  return `${statusLabel}=~"${protocol === 'gRPC' ? grpcErrors : '5..'}"`;
}
