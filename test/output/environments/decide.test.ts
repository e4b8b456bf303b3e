import { type DecisionInput, decide, problemsOf } from '../../../output/environments/decide.ts';
import type { EnvironmentEntry } from '../../../output/replace/record.ts';

const entry = (source: string): EnvironmentEntry => ({ source, expects: [], claims: {} });
const production = entry('../environments/production.ts');
const staging = entry('../environments/staging.ts');

/** A run that makes what `made` says, into a folder with production and staging, whose files are there. */
function input(made: Readonly<Record<string, string>>, more: Partial<DecisionInput> = {}): DecisionInput {
  return {
    folder: 'dist',
    before: { staging, production },
    made: Object.entries(made).map(([name, source]) => ({ name, source })),
    remove: [],
    exists: () => true,
    show: source => source.replace('../', ''),
    ...more,
  };
}

const all = { all: '../environments' };
const gone = { exists: (source: string) => source !== production.source };
const onlyStaging = { staging: staging.source };

/** Each environment that is not made, with what becomes of it and why. */
function standing(asked: DecisionInput): string[] {
  const { kept, removed } = decide(asked);
  return [
    ...kept.map(({ name, why = 'not asked for' }) => `keep ${name}: ${why}`),
    ...removed.map(({ name, why }) => `remove ${name}: ${why}`),
  ];
}

test.each<[string, DecisionInput, string[]]>([
  ['is kept when it is not asked for', input(onlyStaging), ['keep production: not asked for']],
  [
    'is kept when it is not asked for, though its file is gone',
    input(onlyStaging, gone),
    ['keep production: not asked for'],
  ],
  [
    'is removed when all are made and its file is gone',
    input(onlyStaging, { ...all, ...gone }),
    ['remove production: its file environments/production.ts is gone'],
  ],
  [
    'is removed when all are made and its file describes another one',
    input({ ...onlyStaging, prod: production.source }, all),
    ['remove production: its file environments/production.ts now describes prod'],
  ],
  [
    'is kept when its file describes another one, but not all are made',
    input({ prod: production.source }),
    [
      'keep production: although its file environments/production.ts now describes prod',
      'keep staging: not asked for',
    ],
  ],
  [
    'is kept when all are made and its file is elsewhere',
    input(onlyStaging, { all: '../other' }),
    ['keep production: because its file environments/production.ts is not in other/'],
  ],
  [
    'is kept when all are made and its file was elsewhere',
    input(onlyStaging, { all: '../other', ...gone }),
    ['keep production: because its file environments/production.ts was not in other/'],
  ],
  [
    'is kept when its file lies in a folder of that folder',
    input(onlyStaging, { ...all, before: { a: entry('../environments/more/a.ts') } }),
    ['keep a: because its file environments/more/a.ts is not in environments/'],
  ],
  [
    'is kept when its file is there, and is passed over when all are made',
    input(onlyStaging, { ...all, before: { a: entry('../environments/_a.ts') } }),
    ['keep a: although a run over environments/ skips its file environments/_a.ts'],
  ],
  [
    'is removed when its name is given',
    input(onlyStaging, { remove: ['production'] }),
    ['remove production: --remove names it'],
  ],
])('an environment of the folder %s', (_, asked, expected) => {
  expect(standing(asked)).toEqual(expected);
});

test('an environment that comes from another file than before says so, and one that does not says nothing', () => {
  const made = { production: '../environments/production.yaml', ...onlyStaging };
  expect(decide(input(made, gone)).made.map(({ movedFrom }) => movedFrom)).toEqual([
    'environments/production.ts',
    undefined,
  ]);
});

const taken =
  'found "production", which dist already has from environments/production.ts; expected one file for each environment; rename one of the two, name another folder with --output, or delete the file that is no longer used';

test.each<[string, DecisionInput, string[]]>([
  ['nothing of a run that makes what is there', input({ ...onlyStaging }, all), []],
  ['an environment that another file describes', input({ production: '../other/mine.ts' }), [taken]],
  ['nothing when that other file is gone', input({ production: '../other/mine.ts' }, gone), []],
  [
    'nothing when that other file describes another one by now',
    input({ production: staging.source, staging: production.source }),
    [],
  ],
  [
    'the removal of what this run makes',
    input(onlyStaging, { remove: ['staging'] }),
    [
      'found --remove staging, but this run makes it from environments/staging.ts; delete that file, or name only the other files with --environment',
    ],
  ],
  [
    'the removal of what is not there, once',
    input(onlyStaging, { remove: ['prodution', 'prodution'] }),
    ['found --remove prodution, expected production or staging; did you mean production'],
  ],
  [
    'the removal of what is not there and like nothing that is',
    input(onlyStaging, { remove: ['constructor'] }),
    [
      'found --remove constructor, expected production or staging; leave --remove out, or name one of the folder',
    ],
  ],
  [
    'the removal from an empty folder',
    input(onlyStaging, { remove: ['a'], before: {} }),
    [
      'found --remove a, expected none, because the folder has no environment; leave --remove out, or name one of the folder',
    ],
  ],
])('refuses %s', (_, asked, messages) => {
  expect(problemsOf(asked).map(({ message }) => message)).toEqual(messages);
});
