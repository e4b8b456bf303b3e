import { call, include, piped } from '../template/expression.ts';
import { type Choice, cluster, value, whole } from './choice.ts';
import { answered, field, isAbove, itself, type Needs, number, optional, together, where } from './rows.ts';

const isManaged: Needs = ({ database }) => database === 'managed';
const hasBackup: Needs = ({ backup }) => backup === true;
const isThere: Needs = ({ database }) => database !== 'none';

const of = (key: string) => `databases.*.${key}`;
const hasReplicas = isAbove(of('instances'), 1);
const isPreferred = call('and', hasReplicas, call('eq', value(of('dataDurability')), 'preferred'));
const majors = [15, 16, 17, 18];

/** What an environment may say about one of its databases: `database`, or a further one. */
export const tableOfDatabases: Readonly<Record<string, Choice>> = {
  database: {
    domain: ['managed', 'managed', 'external', 'none'],
    says: { [of('external')]: made => made === 'external' },
    asks: [
      [call('not', value(of('external'))), made => made === 'managed'],
      [value(of('external')), made => made === 'external'],
    ],
  },
  isThere: together(piped('fromJson', include('databases')), isThere),
  isFirst: answered(call('eq', cluster, 'database'), { made: where(isThere) }),
  hasFurther: answered(value('databases'), {
    made: (drawn, choices) => isThere(choices) && (drawn || !choices.isFirst),
  }),
  usesDatabase: answered(call('has', cluster, field('uses')), { made: where(isThere) }),
  instances: number(of('instances'), 1, { domain: [1, 2, 3], made: where(isManaged, 1) }),
  dataDurability: {
    domain: ['required', 'preferred'],
    made: where(({ instances }) => instances !== 1, 'required'),
    says: { [of('dataDurability')]: itself },
    asks: [[isPreferred, made => made === 'preferred']],
  },
  pooler: number(of('pooler?.instances'), 1, { domain: [1, 2], made: where(isManaged, 1), says: {} }),
  poolMode: { domain: ['session', 'transaction'], says: { [of('pooler.mode')]: itself } },
  backup: optional(of('backup'), { domain: [true, true, false], needs: isManaged }),
  endpoint: optional(of('backup?.endpoint'), { needs: hasBackup }),
  objectStore: optional(of('backup?.cidrs'), { needs: hasBackup, round: { item: '$cidr' } }),
  backupSecret: optional(of('backup?.secret'), { needs: hasBackup }),
  databaseIdentity: optional(of('identity'), {
    needs: isManaged,
    round: { key: '$annotation', item: '$text' },
  }),
  parameters: optional(of('parameters'), {
    needs: isManaged,
    round: { key: '$parameter', item: '$setting', replaces: true },
  }),
  databaseNodeSelector: optional(of('nodeSelector'), { needs: isManaged, round: whole }),
  databaseTolerations: optional(of('tolerations'), { needs: isManaged, round: whole }),
  readHost: optional(of('readHost'), { needs: ({ database }) => database === 'external' }),
  version: {
    domain: majors,
    made: where(isManaged, 17),
    says: { [of('version')]: itself },
    asks: majors.map(major => [
      call('eq', call('int', value(of('version'))), major),
      (made, choices) => isManaged(choices) && made === major,
    ]),
  },
  databaseRounds: {
    domain: [true],
    rounds: {
      [of('network')]: { item: '$cidr' },
      [of('databases')]: { key: '$role', item: '$roleDatabase' },
    },
  },
};
