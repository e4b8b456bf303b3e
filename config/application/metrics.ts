import { z } from 'zod';
import { reportedByMembers } from '../messages.ts';
import { expected, show } from '../units/expected.ts';
import { path, port } from '../units/names.ts';
import type { Protocol } from './ports.ts';

const counter = z
  .string()
  .regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, { error: expected('the name of a Prometheus metric, or false') });

/** The counter that applications have by default. Requests of other protocols are not among those that it counts. */
export const httpCounter = 'http_requests_total';

/** The path of metrics by default, as Prometheus has it. */
export const metricsPath = '/metrics';

const statusLabel = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, { error: expected('the name of a Prometheus label') });

const scraped = z.strictObject({
  port: port.optional().meta({
    description:
      'Port that has only the metrics; it becomes the port `metrics` of the Services. Default: the port of the application; the metrics of a worker without one are not scraped.',
  }),
  path: path.default(metricsPath).meta({ description: 'HTTP path of the metrics.' }),
  requests: z
    .union([z.literal(false), counter], {
      error: issue =>
        typeof issue.input === 'string'
          ? reportedByMembers
          : `expected the name of a Prometheus metric, or false, found ${show(issue.input)}`,
    })
    .default(httpCounter)
    .meta({
      description:
        'Counter of requests with a label for the status, or false if the application has none: then no alert, scaling rule or analysis counts requests.',
    }),
  statusLabel: statusLabel.default('code').meta({
    description:
      'Label of the counter that holds the status: 500 or 5xx is an error of the application, for protocol gRPC a code such as Internal or 13.',
  }),
});

/** Where Prometheus scrapes an application. */
export const metrics = {
  metrics: z
    .union([z.literal(false), scraped], {
      error: issue =>
        typeof issue.input === 'object'
          ? reportedByMembers
          : `expected false or { port, path, requests, statusLabel }, found ${show(issue.input)}`,
    })
    .prefault({})
    .meta({
      description:
        'Where Prometheus scrapes the application, or false if it has no metrics: then nothing is scraped, and the health path examines a release. Default: the defaults of its keys.',
    }),
};

/** What Prometheus scrapes of an application. */
export type Metrics = z.output<typeof scraped>;

interface Scraped {
  readonly kind: 'web' | 'worker' | 'stateful' | 'scheduled';
  readonly metrics: Metrics | false;
  readonly protocol: Protocol;
}

/** A counter of requests, and the label that holds the status of each answer. */
export interface RequestCounter {
  readonly name: string;
  readonly statusLabel: string;
  /** What the statuses are of. */
  readonly protocol: Protocol;
}

/**
 * What Prometheus scrapes: through the Service, or of a worker at a port that it names. - undefined: nothing. The pods of
 * a schedule end before Prometheus finds them.
 */
export function metricsOf({ kind, metrics }: Scraped): Metrics | undefined {
  if (metrics === false || kind === 'scheduled') return undefined;
  return kind === 'worker' && metrics.port === undefined ? undefined : metrics;
}

/** The counter of requests. - undefined: the application has no metrics, or counts none, as a worker. */
export function requestCounterOf(application: Scraped): RequestCounter | undefined {
  if (application.kind === 'worker') return undefined;
  const { requests = false, statusLabel = '' } = metricsOf(application) ?? {};
  return requests === false ? undefined : { name: requests, statusLabel, protocol: application.protocol };
}
