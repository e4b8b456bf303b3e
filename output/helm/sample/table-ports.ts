import { call, include, inside, variable } from '../template/expression.ts';
import { type Choice, type Choices, isWord, type Word } from './choice.ts';
import { usedApplication, usedPort } from './loops.ts';
import { answered, field, itself, listens, type Needs, of, optional, together, where } from './rows.ts';

const areScraped = call('kindIs', 'map', field('metrics'));

const hasPaths = call('has', field('protocol'), call('list', 'HTTP', 'H2C'));
const answersRequests = call('has', field('kind'), call('list', 'web', 'stateful'));
const metricsPort = of('metrics.port');
const hasMetricsPort = call('hasKey', field('metrics'), 'port');

/** Whether an application counts requests. */
export const counts: Needs = choices =>
  listens(choices) && choices.metrics === true && choices.counter === true;

/** A probe, and which of its handlers it has. */
function probeChoices(name: string): Record<string, Choice> {
  const place = (key: string) => of(`probes.${name}.${key}`);
  const isThere = call('kindIs', 'map', field(`probes.${name}`));
  const hasKey = (key: string) => call('hasKey', call('default', call('dict'), field(`probes.${name}`)), key);
  // The first question is also whether the list has an item.
  const handlers = ['command', 'path', 'tcp', 'grpc'];
  const isDefault = call('and', isThere, call('not', call('or', ...handlers.map(hasKey))));
  const asks = (choices: Choices, handler: string, protocols: readonly Word[]) =>
    choices[`${name}Handler`] === handler ||
    (choices[`${name}Handler`] === 'health' && protocols.includes(choices.protocol ?? ''));
  const isHttp = call('or', hasKey('path'), call('and', isDefault, hasPaths));
  const ofProtocol = (handler: string, protocol: string) =>
    together(
      call('or', hasKey(handler), call('and', isDefault, call('eq', field('protocol'), protocol))),
      choices => asks(choices, handler, [protocol]),
    );
  return {
    [`${name}Probe`]: {
      domain: [true, true, false],
      says: { [of(`probes.${name}`)]: itself },
      asks: [[isThere]],
    },
    [`${name}Handler`]: {
      domain: ['health', 'health', ...handlers],
      made: where(choices => choices[`${name}Probe`] === true, 'none'),
      says: Object.fromEntries(handlers.map(key => [place(key), made => made === key])),
      asks: handlers.map(key => [hasKey(key), made => made === key]),
    },
    [`${name}Default`]: together(isDefault, choices => choices[`${name}Handler`] === 'health'),
    [`${name}Http`]: together(isHttp, choices => asks(choices, 'path', ['HTTP', 'H2C'])),
    [`${name}Tcp`]: ofProtocol('tcp', 'TCP'),
    [`${name}Grpc`]: ofProtocol('grpc', 'gRPC'),
    // A worker has the probes that say what to ask.
    [`${name}Made`]: together(
      call('and', isThere, call('or', call('ne', field('kind'), 'worker'), ...handlers.map(hasKey))),
      ({ kind, [`${name}Probe`]: probe, [`${name}Handler`]: handler }) =>
        probe === true && (kind !== 'worker' || handler !== 'health'),
    ),
  };
}

const namedProtocols = ['HTTP', 'H2C', 'gRPC', 'TCP', 'UDP'];

/** A named port of an application, in its loop. */
const namedPort = variable('$namedPort', 'data', ['application', of('ports')], of('ports.*'));

const usedHasPaths = call('has', inside(usedApplication, 'protocol', 'word'), call('list', 'HTTP', 'H2C'));

const areCounted = include('counted');

/** Choices about the ports of applications, what Prometheus scrapes there, and what it counts. */
export const portChoices: Readonly<Record<string, Choice>> = {
  ports: optional(of('ports'), {
    needs: listens,
    round: { key: '$portName', item: '$namedPort', isInnermost: true },
  }),
  portProtocol: {
    domain: namedProtocols,
    says: { [of('ports.*.protocol')]: itself },
    asks: namedProtocols.slice(1).map(word => isWord(inside(namedPort, 'protocol', 'word'), word)),
  },
  hasPortsOrPeers: together(
    call('or', field('ports'), field('peers')),
    choices => (listens(choices) && choices.ports === true) || choices.peers === true,
  ),
  usedHasPorts: answered(inside(usedApplication, 'ports', 'data'), {
    made: (drawn, { usesApplication }) => usesApplication === true && drawn,
  }),
  usedPortIsUdp: answered(call('eq', inside(usedPort.item, 'protocol', 'word'), 'UDP'), {
    made: (drawn, { usedHasPorts }) => usedHasPorts === true && drawn,
  }),
  usedHasHost: together(
    call('or', inside(usedApplication, 'ports', 'data'), call('not', usedHasPaths)),
    ({ usesApplication, usedHasPaths: isHttp, usedHasPorts: hasPorts }) =>
      usesApplication === true && (hasPorts === true || !isHttp),
  ),
  usedHasPaths: answered(usedHasPaths, {
    made: (drawn, { usesApplication }) => usesApplication === true && drawn,
  }),
  metrics: { domain: [true, true, false], says: { [of('metrics')]: itself }, asks: [[areScraped]] },
  counter: {
    domain: [true, true, false],
    made: where(({ metrics }) => metrics === true),
    says: { [of('metrics.requests')]: itself },
    asks: [[call('and', areScraped, field('metrics.requests'))]],
  },
  isScraped: together(
    call('and', answersRequests, areScraped),
    choices => listens(choices) && choices.metrics === true,
  ),
  // Pods and their policies have a port for metrics, those of a schedule have none.
  scrapedAtPort: together(
    call('and', call('ne', field('kind'), 'scheduled'), areScraped, hasMetricsPort),
    choices => choices.kind !== 'scheduled' && choices.metrics === true && choices[metricsPort] === true,
  ),
  workerScraped: together(
    call('and', call('eq', field('kind'), 'worker'), areScraped, hasMetricsPort),
    choices => choices.kind === 'worker' && choices.metrics === true && choices[metricsPort] === true,
  ),
  // The port of requests is also that of metrics.
  scrapedWithRequests: together(
    call('and', answersRequests, areScraped, call('not', hasMetricsPort)),
    choices => listens(choices) && choices.metrics === true && choices[metricsPort] !== true,
  ),
  ...probeChoices('readiness'),
  ...probeChoices('liveness'),
  ...probeChoices('startup'),
  counted: answered(areCounted, {
    domain: [true, false],
    made: (drawn, choices) => drawn || counts(choices),
  }),
};
