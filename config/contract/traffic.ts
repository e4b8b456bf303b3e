import { listens } from '../application/application.ts';
import { metricsOf, requestCounterOf } from '../application/metrics.ts';
import { handlers } from '../application/probes.ts';
import { cachesUsed, databasesUsed } from './data.ts';
import type { Asked, Expectation } from './expectation.ts';
import { listed } from './listed.ts';

const probeNames = ['readiness', 'liveness', 'startup'] as const;

/** What defaults expect of an image that answers requests, and of one that sends some. */
export const trafficExpectations = {
  port: {
    section: 'Port and health',
    must: ({ application }) => `listen on port ${application.port}`,
    keys: ['applications.*.port'],
    write: 'port or kind: worker',
    applies: ({ application }) => listens(application),
  },
  health: {
    section: 'Port and health',
    must: asked =>
      `answer GET ${asked.application.health} with 2xx while it can serve: ${listed(askersOf(asked))}`,
    keys: ['applications.*.health'],
    applies: asked => askersOf(asked).length > 0,
  },
  protocol: {
    section: 'Port and health',
    must: 'speak HTTP 1.1 at that port',
    keys: ['applications.*.protocol'],
    applies: ({ application }) => listens(application),
  },
  'grpc-health': {
    section: 'Port and health',
    must: asked => `answer the health requests of gRPC: ${listed(probesWithoutHandler(asked))}`,
    keys: ['applications.*.probes'],
    applies: ({ application }) => listens(application) && application.protocol === 'gRPC',
  },
  'health-without-data': {
    section: 'Port and health',
    must: ({ application }) =>
      `answer GET ${application.health} also without its database or cache, or all pods are restarted`,
    keys: ['applications.*.probes.liveness'],
    applies: asked => askersOf(asked).includes('liveness') && usesData(asked),
  },
  'metrics-path': {
    section: 'Metrics',
    must: ({ application }) => `show Prometheus its metrics at ${metricsPathOf(application)}`,
    keys: ['applications.*.metrics.path'],
    write: 'metrics.path or metrics: false',
    applies: ({ application, environment }) =>
      metricsOf(application) !== undefined && environment.observability,
  },
  'request-counter': {
    section: 'Metrics',
    must: asked =>
      `count its requests in ${requestCounterOf(asked.application)?.name}: ${listed(readersOf(asked))}`,
    keys: ['applications.*.metrics.requests'],
    applies: asked => readersOf(asked).length > 0,
  },
  'status-label': {
    section: 'Metrics',
    must: ({ application }) =>
      `have the status of each answer in the label ${requestCounterOf(application)?.statusLabel} of that counter`,
    keys: ['applications.*.metrics.statusLabel'],
    applies: asked => readersOf(asked).length > 0,
  },
  egress: {
    section: 'Network',
    must: ({ application: { uses } }) =>
      uses.length === 0 ? 'connect to nothing' : `connect to nothing but ${listed(uses)}`,
    keys: ['applications.*.egress'],
    write: 'egress or uses',
  },
} as const satisfies Record<string, Expectation>;

/** Who asks the health path: probes that say nothing else, and the analysis of a release in two colors. */
function askersOf(asked: Asked): string[] {
  const { application } = asked;
  const { delivery, health } = application;
  if (health === undefined) return [];
  const askers = probesWithoutHandler(asked);
  return delivery.strategy === 'blueGreen' ? [...askers, 'the analysis of a release'] : askers;
}

function probesWithoutHandler({ application: { probes } }: Asked): string[] {
  return probeNames.filter(name => {
    const probe = probes[name];
    return probe !== false && handlers.every(handler => probe[handler] === undefined);
  });
}

/** What reads the counter of requests. */
function readersOf({ application, environment: { observability } }: Asked): string[] {
  if (requestCounterOf(application) === undefined) return [];
  const { scale, delivery } = application;
  const rules = typeof scale === 'number' ? [] : scale.rules;
  return [
    ...(observability ? ['alerts'] : []),
    ...(delivery.strategy === 'blueGreen' ? ['the analysis of a release'] : []),
    ...(rules.some(({ metric }) => metric === 'RequestCount') ? ['scaling'] : []),
  ];
}

function metricsPathOf(application: Asked['application']): string {
  const { path = '', port = application.port } = metricsOf(application) ?? {};
  return `${path} on port ${port}`;
}

/** Whether it uses a database or a cache, whatever its name. */
function usesData(asked: Asked): boolean {
  return databasesUsed(asked).length > 0 || cachesUsed(asked).length > 0;
}
