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
  analysisJob: optional(of('delivery.analysis?.job'), {
    needs: ({ strategy }) => strategy === 'blueGreen',
    rounds: {
      [of('delivery.analysis.job.command')]: { item: '$word' },
      [of('delivery.analysis.job.args')]: { item: '$word' },
    },
  }),
  /** Whether an application that uses the one in question has such a Job, which uses it too. */
  callerExamines: answered(
    call(
      'hasKey',
      call(
        'default',
        call('dict'),
        call('get', call('get', call('get', value('applications'), caller), 'delivery'), 'analysis'),
      ),
      'job',
    ),
    { made: (drawn, { isUsed }) => isUsed === true && drawn },
  ),
  callerHasJob: answered(call('hasKey', call('get', value('applications'), caller), 'beforeRelease'), {
    made: (drawn, { isUsed }) => isUsed === true && drawn,
  }),
};
