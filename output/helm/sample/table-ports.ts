import { call, type Field, include, inside } from '../template/expression.ts';
import { app, type Choice, type Choices, value, type Word } from './choice.ts';
import { used } from './loops.ts';
import { answered, field, itself, listens, type Needs, of, together, where } from './rows.ts';

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
    [`${name}Http`]: together(call('or', hasKey('path'), call('and', isDefault, hasPaths)), choices =>
      asks(choices, 'path', ['HTTP', 'H2C']),
    ),
    [`${name}Tcp`]: together(
      call('or', hasKey('tcp'), call('and', isDefault, call('eq', field('protocol'), 'TCP'))),
      choices => asks(choices, 'tcp', ['TCP']),
    ),
    [`${name}Grpc`]: together(
      call('or', hasKey('grpc'), call('and', isDefault, call('eq', field('protocol'), 'gRPC'))),
      choices => asks(choices, 'grpc', ['gRPC']),
    ),
    // A worker has the probes that say what to ask.
    [`${name}Made`]: together(
      call('and', isThere, call('or', call('ne', field('kind'), 'worker'), ...handlers.map(hasKey))),
      ({ kind, [`${name}Probe`]: probe, [`${name}Handler`]: handler }) =>
        probe === true && (kind !== 'worker' || handler !== 'health'),
    ),
  };
}

/** The application that the one in question uses. */
const usedApplication: Field = { ...app, of: call('get', value('applications'), used) };

const areCounted = include('counted');

/** Choices about the ports of applications, what Prometheus scrapes there, and what it counts. */
export const portChoices: Readonly<Record<string, Choice>> = {
  usedHasPaths: answered(
    call('has', inside(usedApplication, 'protocol', 'word'), call('list', 'HTTP', 'H2C')),
    { made: (drawn, { usesApplication }) => usesApplication === true && drawn },
  ),
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
