import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandLine, type Outcome, root, runCommands } from './commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
const trace = join(folder, 'load.csv');
const noTime = join(folder, 'no-time.csv');
const pipe = join(folder, 'pipe.csv');
const milliseconds = join(folder, 'milliseconds.csv');

const commands: Readonly<Record<string, readonly string[]>> = {
  spike: ['environments/production.ts', '--output', join(folder, 'spike')],
  json: [
    'environments/production.ts',
    '--pattern',
    'ramp',
    '--mode',
    'both',
    '--json',
    '--output',
    join(folder, 'json'),
  ],
  trace: ['environments/production.ts', '--trace', trace, '--output', join(folder, 'trace')],
  badTrace: ['environments/production.ts', '--trace', noTime, '--output', join(folder, 'refused')],
  missingTrace: ['environments/production.ts', '--trace', 'no/such.csv', '--output', join(folder, 'refused')],
  pipe: ['environments/production.ts', '--trace', pipe, '--output', join(folder, 'refused')],
  milliseconds: ['environments/production.ts', '--trace', milliseconds, '--output', join(folder, 'refused')],
  noRules: ['environments/development.ts', '--output', join(folder, 'refused')],
  wrongName: ['environments/production.ts', '--application', 'wbe', '--output', join(folder, 'refused')],
  both: [
    'environments/production.ts',
    '--trace',
    trace,
    '--pattern',
    'ramp',
    '--output',
    join(folder, 'refused'),
  ],
  here: ['environments/production.ts', '--output', '.'],
};
let outcomes: Record<string, Outcome>;

beforeAll(() => {
  writeFileSync(
    trace,
    'time,CPUUtilization\n2026-11-24T12:00:00Z,50\n2026-11-24T12:05:00Z,90\n2026-11-24T12:10:00Z,50\n',
  );
  execFileSync('mkfifo', [pipe]);
  writeFileSync(milliseconds, 'time,CPUUtilization\n1795521900000,50\n1795521960000,50\n');
  writeFileSync(noTime, 'when,CPUUtilization\n0,50\n');
  const lines = Object.values(commands).map(
    (argv): CommandLine => ({ folder: root, argv: ['simulate', ...argv] }),
  );
  const all = runCommands(lines);
  outcomes = Object.fromEntries(Object.keys(commands).map((name, index) => [name, all[index] as Outcome]));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('prints a table and the reasons, and writes a chart and a page', () => {
  const { code, stdout } = outcomes.spike ?? { code: -1, stdout: '' };
  expect(code).toBe(0);
  expect(stdout).toMatch(/^production\/web: spike: 2h from 2026-01-05 00:00:00 UTC\n/);
  expect(stdout).toContain('2026-01-05 00:30:00  3 -> 5  CPUUtilization 200 > 70');
  expect(readdirSync(join(folder, 'spike'))).toEqual(['production.web.html', 'production.web.svg']);
  expect(readFileSync(join(folder, 'spike', 'production.web.svg'), 'utf8')).toMatch(
    /^<!-- Written by slipway simulate, which writes it again. -->\n<svg xmlns=/,
  );
});

test('says why replicas rose at 12:05', () => {
  expect(outcomes.trace?.stdout).toMatch(
    /\ntarget: .*\n {2}2026-11-24 12:05:00 {2}3 -> 4 {2}CPUUtilization 90 % \(target 70 %\) asks for 4\n/,
  );
});

test('gives programs JSON', () => {
  const [report] = JSON.parse(outcomes.json?.stdout ?? '[]');
  expect(report).toMatchObject({ title: 'production/web: ramp', seconds: 10_800 });
  expect(report.runs.map((run: { name: string }) => run.name)).toEqual(['reference', 'target', 'step']);
});

test.each([
  [
    'badTrace',
    `${noTime}:1: found the columns when, CPUUtilization without time; name the first column time\n`,
  ],
  ['missingTrace', 'no/such.csv: does not exist; name a CSV file\n'],
  ['pipe', `${pipe}: is a pipe, expected a file; name a CSV file\n`],
  [
    'milliseconds',
    `${milliseconds}:2: time: found "1795521900000"; allowed are 2026-11-24T12:05:00Z and seconds since 1970, not milliseconds; divide by 1000\n`,
  ],
  [
    'noRules',
    'environments/development.ts: applications: found no application that scales by rules; give one a scale with min, max and rules\n',
  ],
  [
    'wrongName',
    'environments/production.ts: applications.wbe: found no such application that scales by rules; allowed are web; name one of them\n',
  ],
  ['both', "error: option '-t, --trace <file>' cannot be used with option '-p, --pattern <pattern>'\n"],
  [
    'here',
    "error: option '-o, --output <folder>' argument '.' is invalid. Expected a folder that can be replaced as a whole, found one that holds the current folder.\n",
  ],
])('refuses %s with exit code 2 and writes nothing', (name, message) => {
  expect(outcomes[name]).toMatchObject({ code: 2, stderr: message });
  expect(readdirSync(folder)).not.toContain('refused');
});
