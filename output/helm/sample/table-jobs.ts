import { call } from '../template/expression.ts';
import { type Choice, value } from './choice.ts';
import { caller } from './loops.ts';
import { answered, of, optional } from './rows.ts';

/** The rows of the table about Jobs. */
export const jobs: Readonly<Record<string, Choice>> = {
  schedule: {
    domain: [true],
    made: (_, { kind }) => kind === 'scheduled',
    says: { [of('schedule')]: made => made },
    asks: [],
  },
  beforeRelease: optional(of('beforeRelease'), {
    needs: ({ kind }) => kind !== 'scheduled',
    rounds: {
      [of('beforeRelease.command')]: { item: '$word' },
      [of('beforeRelease.args')]: { item: '$word' },
    },
  }),
  /** Whether an application that uses the one in question has such a Job, which uses it too. */
  callerHasJob: answered(call('hasKey', call('get', value('applications'), caller), 'beforeRelease'), {
    made: (drawn, { isUsed }) => isUsed === true && drawn,
  }),
};
