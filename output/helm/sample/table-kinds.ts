import { call } from '../template/expression.ts';
import { type Choice, isWord, type Word } from './choice.ts';
import { field, itself, listens, type Needs, of, optional, together, where } from './rows.ts';

/** What an application has in samples that uses the one that templates are about, or that it uses. */
export const ofNeighbors: Readonly<Record<string, Word>> = {
  [of('kind')]: 'web',
  [of('port')]: true,
  [of('health')]: true,
  [of('servicePort')]: true,
  [of('protocol')]: 'HTTP',
};

/** Whether an application runs all the time. */
export const runs: Needs = ({ kind }) => kind !== 'scheduled';

const isWorker: Needs = ({ kind }) => kind === 'worker';
const isStable: Needs = ({ kind, singleton }) => kind === 'stateful' || singleton === true;

const hasPaths: Needs = ({ protocol }) => protocol === 'HTTP' || protocol === 'H2C';

/** Whether something tells a good new color from a bad one. */
const isExamined: Needs = choices =>
  hasPaths(choices) || (choices.metrics === true && choices.counter === true);

/** The choices that decide which other keys an application has. */
export const kinds: Readonly<Record<string, Choice>> = {
  kind: {
    domain: ['web', 'web', 'web', 'worker', 'stateful', 'scheduled'],
    says: { [of('kind')]: itself },
    asks: [
      isWord(field('kind'), 'worker'),
      isWord(field('kind'), 'stateful'),
      isWord(field('kind'), 'scheduled'),
    ],
  },
  singleton: optional(of('singleton'), { needs: isWorker }),
  port: { domain: [true], made: where(listens), says: { [of('port')]: itself } },
  servicePort: { domain: [true], made: where(listens), says: { [of('servicePort')]: itself } },
  protocol: {
    domain: ['HTTP', 'HTTP', 'HTTP', 'HTTP', 'H2C', 'gRPC', 'gRPC', 'TCP'],
    made: where(listens, 'HTTP'),
    says: { [of('protocol')]: itself },
    asks: ['H2C', 'gRPC', 'TCP'].map(word => isWord(field('protocol'), word)),
  },
  hasPaths: together(call('has', field('protocol'), call('list', 'HTTP', 'H2C')), hasPaths),
  health: {
    domain: [true],
    made: where(choices => listens(choices) && hasPaths(choices)),
    says: { [of('health')]: itself },
  },
  strategy: {
    domain: ['blueGreen', 'blueGreen', 'rollingUpdate', 'recreate'],
    made: (drawn, choices) => {
      const isRefused =
        isStable(choices) || (!(listens(choices) && isExamined(choices)) && drawn === 'blueGreen');
      return isRefused ? 'rollingUpdate' : drawn;
    },
    says: { [of('delivery.strategy')]: itself },
    asks: [isWord(field('delivery.strategy'), 'blueGreen'), isWord(field('delivery.strategy'), 'recreate')],
  },
  // The controller of Argo Rollouts asks the health path.
  asksHealth: together(
    call(
      'and',
      call('eq', field('delivery.strategy'), 'blueGreen'),
      call('has', field('protocol'), call('list', 'HTTP', 'H2C')),
    ),
    choices => choices.strategy === 'blueGreen' && hasPaths(choices),
  ),
  hasStablePods: together(call('or', call('eq', field('kind'), 'stateful'), field('singleton')), isStable),
  peers: optional(of('peers'), { round: { key: '$peerName', item: '$peer', isInnermost: true } }),
};
