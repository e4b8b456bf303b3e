import { call } from '../template/expression.ts';
import { type Choice, isWord, type Word } from './choice.ts';
import { field, itself, listens, type Needs, of, optional, together, where } from './rows.ts';

/** What an application has in samples that uses the one that templates are about, or that it uses. */
export const ofNeighbors: Readonly<Record<string, Word>> = {
  [of('kind')]: 'web',
  [of('port')]: true,
  [of('health')]: true,
};

/** Whether an application runs all the time. */
export const runs: Needs = ({ kind }) => kind !== 'scheduled';

const isWorker: Needs = ({ kind }) => kind === 'worker';
const isStable: Needs = ({ kind, singleton }) => kind === 'stateful' || singleton === true;

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
  health: { domain: [true], made: where(listens), says: { [of('health')]: itself } },
  strategy: {
    domain: ['blueGreen', 'blueGreen', 'rollingUpdate', 'recreate'],
    made: (drawn, choices) => {
      const isRefused = isStable(choices) || (!listens(choices) && drawn === 'blueGreen');
      return isRefused ? 'rollingUpdate' : drawn;
    },
    says: { [of('delivery.strategy')]: itself },
    asks: [isWord(field('delivery.strategy'), 'blueGreen'), isWord(field('delivery.strategy'), 'recreate')],
  },
  hasStablePods: together(call('or', call('eq', field('kind'), 'stateful'), field('singleton')), isStable),
  peers: optional(of('peers'), { round: { key: '$peerName', item: '$peer', isInnermost: true } }),
};
