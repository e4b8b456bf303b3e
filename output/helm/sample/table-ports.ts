import { call, include } from '../template/expression.ts';
import type { Choice } from './choice.ts';
import { answered, field, itself, listens, type Needs, of, together, where } from './rows.ts';

const areScraped = call('kindIs', 'map', field('metrics'));

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
  return {
    [`${name}Probe`]: {
      domain: [true, true, false],
      says: { [of(`probes.${name}`)]: itself },
      asks: [[isThere]],
    },
    [`${name}Handler`]: {
      domain: ['health', ...handlers],
      made: where(choices => choices[`${name}Probe`] === true, 'none'),
      says: Object.fromEntries(handlers.map(key => [place(key), made => made === key])),
      asks: handlers.map(key => [hasKey(key), made => made === key]),
    },
    // A worker has the probes that say what to ask.
    [`${name}Made`]: together(
      call('and', isThere, call('or', call('ne', field('kind'), 'worker'), ...handlers.map(hasKey))),
      ({ kind, [`${name}Probe`]: probe, [`${name}Handler`]: handler }) =>
        probe === true && (kind !== 'worker' || handler !== 'health'),
    ),
  };
}

const areCounted = include('counted');

/** Choices about the ports of applications, what Prometheus scrapes there, and what it counts. */
export const portChoices: Readonly<Record<string, Choice>> = {
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
