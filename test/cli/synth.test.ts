import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { type Outcome, root, runCommands, small } from './commands.ts';

const program = join(root, 'cli/slipway.mjs');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-synth-'));
  mkdirSync(join(folder, 'environments'));
  writeFileSync(join(folder, 'environments/small.yaml'), small);
  writeFileSync(
    join(folder, 'fragile.yaml'),
    small.replace('64Mi } }', '64Mi } }\n    scale: 2\n    uses: [other]'),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const refused: [argv: string[], stderr: string][] = [
  [['synth', '--formt', 'yaml'], "error: unknown option '--formt'\n(Did you mean --format?)\n"],
  [['snth'], "error: unknown command 'snth'\n(Did you mean synth?)\n"],
  [
    ['synth', '--format', 'yml'],
    "error: option '-f, --format <format>' argument 'yml' is invalid. Allowed choices are tree, yaml, json.\n",
  ],
  [['synth', '--format', 'yaml', '--output', 'y'], 'error: --output goes with --format tree; leave it out\n'],
  [['synth', '--format', 'json', '--json'], 'error: --json goes with --format tree; leave it out\n'],
  [['synth', 'staging'], "error: too many arguments for 'synth'. Expected 0 arguments but got 1.\n"],
  ...['.', '..', '/', '../..'].map((path): [string[], string] => [
    ['synth', '--output', path],
    `error: option '-o, --output <folder>' argument '${path}' is invalid. Expected a folder that can be replaced as a whole, found one that holds the current folder.\n`,
  ]),
  [
    ['synth', '--output', ''],
    "error: option '-o, --output <folder>' argument '' is invalid. Expected a folder, found an empty name.\n",
  ],
  [
    ['synth', '--output', 'environments'],
    'environments: expected an empty folder or one that slipway wrote, found files and no .slipway.json; name another folder with --output, or empty this one\n',
  ],
];

/** All of these run in one process, one after the other, in a folder with one environment. */
const commands = {
  first: ['synth'],
  second: ['synth'],
  summary: ['synth', '--output', 'for-json', '--json'],
  yaml: ['synth', '--format', 'yaml'],
  json: ['synth', '-f', 'json'],
  help: ['--help'],
  synthHelp: ['synth', '--help'],
  badJson: ['synth', '--environment', 'none.yaml', '--json'],
  badDebug: ['synth', '--environment', 'none.yaml', '--debug'],
};
const outcomes = {} as Record<keyof typeof commands, Outcome>;
let refusals: Outcome[];

beforeAll(() => {
  const all = [...Object.values(commands), ...refused.map(([argv]) => argv)];
  const done = runCommands(all.map(argv => ({ folder, argv })));
  for (const [index, name] of Object.keys(commands).entries())
    Object.assign(outcomes, { [name]: done[index] });
  refusals = done.slice(Object.keys(commands).length);
});

const kinds = (text: string) => loadAll(text).map(object => (object as { kind: string }).kind);

test('writes the tree of all environments, and says what it did', () => {
  expect(outcomes.first).toMatchObject({ code: 0, stderr: '' });
  expect(outcomes.first.stdout).toMatch(
    /^small {2}\d+ objects: platform \d+, network \d+(, [a-z-]+ \d+)+\ndist: \d+ written, 0 removed, 0 unchanged, \d+\.\d s\n$/,
  );
  expect(outcomes.second.stdout).toMatch(/\ndist: 0 written, 0 removed, \d+ unchanged, \d+\.\d s\n$/);
  expect(readdirSync(join(folder, 'dist'))).toEqual(['.slipway.json', 'small']);
});

test('prints what it did as JSON', () => {
  const summary = JSON.parse(outcomes.summary.stdout);
  expect(summary).toMatchObject({ folder: 'for-json', removed: [], edited: [], unchanged: 0 });
  expect(summary.written).toContain('small/README.md');
  expect(Object.keys(summary.objects)).toContain('small/application');
  expect(typeof summary.seconds).toBe('number');
});

test('prints one stream of YAML, or one list of JSON, of the same objects', () => {
  const listed = JSON.parse(outcomes.json.stdout).map((object: { kind: string }) => object.kind);
  expect(listed.length).toBeGreaterThan(5);
  expect(kinds(outcomes.yaml.stdout)).toEqual(listed);
});

test('bad input is reported as JSON too, and with a stack trace on demand', () => {
  expect(outcomes.badJson.code).toBe(2);
  expect(JSON.parse(outcomes.badJson.stdout).problems).toHaveLength(1);
  expect(outcomes.badJson.stderr).not.toContain('    at ');
  expect(outcomes.badDebug.stderr).toContain('    at ');
});

test.each(['help', 'synthHelp'] as const)('shows examples and exit codes: %s', name => {
  expect(outcomes[name]).toMatchObject({ code: 0, stderr: '' });
  expect(outcomes[name].stdout).toContain('Examples:\n  $ slipway synth');
  expect(outcomes[name].stdout).toContain('Exit codes: 0 ');
});

test.each(refused.map(([argv, stderr], index) => ({ command: argv.join(' '), stderr, index })))(
  'refuses before it writes anything: slipway $command',
  ({ stderr, index }) => {
    expect(refusals[index]).toEqual({ code: 2, stdout: '', stderr });
    expect(existsSync(join(folder, 'y'))).toBe(false);
  },
);

test('reports a file of ours that was edited by hand, and leaves no handle open', () => {
  writeFileSync(join(folder, 'for-json/small/README.md'), 'mine');
  const { status, stdout } = spawnSync(process.execPath, [program, 'synth', '--output', 'for-json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(stdout).toContain(
    'small/README.md: was changed by hand and is now as the environments say\nfor-json: 1 written, ',
  );
});

test('a reader that closes the pipe early is not an error', () => {
  const command = `${process.execPath} ${program} synth --format yaml --environment ${root}/environments/production.ts | head -n 1; echo $?`;
  const { stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({
    stdout: '---\n0\n',
    stderr: expect.not.stringMatching(/EPIPE|Error/),
  });
});

test('the same bytes come out in any locale and time zone', () => {
  const tree = (env: Record<string, string>, output: string) => {
    const environment = join(root, 'environments/production.ts');
    spawnSync(process.execPath, [program, 'synth', '--environment', environment, '--output', output], {
      cwd: folder,
      env: { ...process.env, ...env },
    });
    return readdirSync(join(folder, output), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(join(folder, output).length))
      .sort()
      .map(path => [path, readFileSync(join(folder, output, path), 'utf8')]);
  };
  const plain = tree({ LC_ALL: 'C', TZ: 'UTC' }, 'plain');
  expect(plain.length).toBeGreaterThan(40);
  expect(
    tree(
      { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati', CDK8S_DISABLE_SORT: '1' },
      'other',
    ),
  ).toEqual(plain);
});
