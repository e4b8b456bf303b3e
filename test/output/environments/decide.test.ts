import { type DecisionInput, decide, problemsOf } from '../../../output/environments/decide.ts';
import type { EnvironmentEntry } from '../../../output/replace/record.ts';

const entry = (source: string): EnvironmentEntry => ({ source, expects: [], claims: {} });
const production = entry('../environments/production.ts');
const staging = entry('../environments/staging.ts');

/** A run that builds `made` into a folder with production and staging, whose files exist. */
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

/** Each environment that the run does not build: whether it is kept or removed, and why. */
function decisionsOf(run: DecisionInput): string[] {
  const { kept, removed } = decide(run);
  return [
    ...kept.map(({ name, why = 'not requested' }) => `keep ${name}: ${why}`),
    ...removed.map(({ name, why }) => `remove ${name}: ${why}`),
  ];
}

test.each<[string, DecisionInput, string[]]>([
  ['is kept if it is not requested', input(onlyStaging), ['keep production: not requested']],
  [
    'is kept if it is not requested, even if its file is gone',
    input(onlyStaging, gone),
    ['keep production: not requested'],
  ],
  [
    'is removed if the run builds all and its file is gone',
    input(onlyStaging, { ...all, ...gone }),
    ['remove production: its file environments/production.ts is gone'],
  ],
  [
    'is removed if the run builds all and its file describes another one',
    input({ ...onlyStaging, prod: production.source }, all),
    ['remove production: its file environments/production.ts now describes prod'],
  ],
  [
    'is kept if its file describes another one, but the run does not build all',
    input({ prod: production.source }),
    [
      'keep production: although its file environments/production.ts now describes prod',
      'keep staging: not requested',
    ],
  ],
  [
    'is kept if the run builds all and its file is elsewhere',
    input(onlyStaging, { all: '../other' }),
    ['keep production: because its file environments/production.ts is not in other/'],
  ],
  [
    'is kept if the run builds all and its file was elsewhere',
    input(onlyStaging, { all: '../other', ...gone }),
    ['keep production: because its file environments/production.ts was not in other/'],
  ],
  [
    'is kept if its file is in a folder below that folder',
    input(onlyStaging, { ...all, before: { a: entry('../environments/more/a.ts') } }),
    ['keep a: because its file environments/more/a.ts is not in environments/'],
  ],
  [
    'is kept if its file exists and a run over all skips it',
    input(onlyStaging, { ...all, before: { a: entry('../environments/_a.ts') } }),
    ['keep a: although a run over environments/ skips its file environments/_a.ts'],
  ],
  [
    'is removed if --remove names it',
    input(onlyStaging, { remove: ['production'] }),
    ['remove production: --remove names it'],
  ],
])('an environment of the folder %s', (_, run, expected) => {
  expect(decisionsOf(run)).toEqual(expected);
});

test('names the old file of an environment that now comes from another file, and of no other environment', () => {
  const made = { production: '../environments/production.yaml', ...onlyStaging };
  expect(decide(input(made, gone)).made.map(({ movedFrom }) => movedFrom)).toEqual([
    'environments/production.ts',
    undefined,
  ]);
});

const taken =
  'found "production", which dist already has from environments/production.ts; expected one file for each environment; rename one of the two, name another folder with --output, or delete the file that is no longer used';

test.each<[string, DecisionInput, string[]]>([
  ['nothing of a run that builds the environments of the folder', input({ ...onlyStaging }, all), []],
  ['an environment that another file describes', input({ production: '../other/mine.ts' }), [taken]],
  ['nothing if that other file is gone', input({ production: '../other/mine.ts' }, gone), []],
  [
    'nothing if that other file now describes another one',
    input({ production: staging.source, staging: production.source }),
    [],
  ],
  [
    'to remove an environment that this run builds',
    input(onlyStaging, { remove: ['staging'] }),
    [
      'found --remove staging, but this run makes it from environments/staging.ts; delete that file, or name only the other files with --environment',
    ],
  ],
  [
    'to remove a name that does not exist, once',
    input(onlyStaging, { remove: ['prodution', 'prodution'] }),
    ['found --remove prodution, expected production or staging; did you mean production'],
  ],
  [
    'to remove a name that does not exist and resembles none',
    input(onlyStaging, { remove: ['constructor'] }),
    [
      'found --remove constructor, expected production or staging; leave --remove out, or name one of the folder',
    ],
  ],
  [
    'to remove from an empty folder',
    input(onlyStaging, { remove: ['a'], before: {} }),
    [
      'found --remove a, expected none, because the folder has no environment; leave --remove out, or name one of the folder',
    ],
  ],
])('refuses %s', (_, run, messages) => {
  expect(problemsOf(run).map(({ message }) => message)).toEqual(messages);
});
