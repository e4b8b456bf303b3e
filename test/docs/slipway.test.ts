import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Outcome, runCommands } from '../cli/commands.ts';
import { type CommandLine, commandLines, commandsOf } from './command-lines.ts';
import { blocksIn, root } from './pages.ts';

const sources = readdirSync(join(root, 'cli')).filter(name => name.endsWith('.ts'));

const lines = commandLines().filter(({ program }) => program === 'slipway');

/** The examples in the help of commands; a description stands behind two spaces. */
const examples = sources.flatMap(file =>
  [...readFileSync(join(root, 'cli', file), 'utf8').matchAll(/^ +\$ (slipway .*?)(?: {2,}.*)?$/gm)].flatMap(
    ([, text = '']) => commandsOf({ place: `cli/${file}`, text }, false).slice(0, 1),
  ),
);

/** Every command as `cli/` declares it, by name, doing nothing. */
async function declaredCommands(): Promise<Map<string, Command>> {
  const commands = new Map<string, Command>();
  for (const file of sources) {
    const exported: Record<string, unknown> = await import(join(root, 'cli', file));
    for (const [name, make] of Object.entries(exported)) {
      if (!name.endsWith('Command') || typeof make !== 'function') continue;
      const command: Command = make();
      commands.set(command.name(), command.exitOverride().configureOutput({ writeErr: () => {} }));
    }
  }
  return commands;
}

/** Values for the words that a reader replaces. */
const placeholders: Readonly<Record<string, string>> = {
  FILE: 'environments/production.ts',
  DIR: 'out',
  'FOLDER…': 'dist',
  // A simulated month takes seconds.
  '720h': '24h',
};

/** What is written below /tmp comes into the copy, so that two runs of this test do not meet there. */
const argumentsOf = ({ args }: CommandLine): string[] =>
  args.map(word => placeholders[word] ?? word.replace(/^\/tmp\//, 'tmp/')).filter(word => word !== '…');

/** `slipway synth` within a sentence names the command; it is not a line to run. */
const isName = ({ isSpan, args }: CommandLine): boolean => isSpan && args.length <= 1;

/** Why the declared commands refuse a line; empty if they take it. */
async function refusal(line: CommandLine): Promise<string> {
  const [name = '', ...rest] = argumentsOf(line);
  const commands = await declaredCommands();
  const command = commands.get(name);
  if (name === '' || (command && isName(line))) return '';
  if (!command) return `no command ${name}, expected one of ${[...commands.keys()].join(', ')}`;
  try {
    await command.action(() => {}).parseAsync(rest, { from: 'user' });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  ['line of a page', lines],
  ['example of a help', examples],
])('every %s names a command and options that exist, with values that they take', async (_, checked) => {
  const refused: string[] = [];
  for (const line of checked) {
    const why = await refusal(line);
    if (why !== '') refused.push(`${line.place}: ${line.text}: ${why}`);
  }
  expect(checked.length).toBeGreaterThan(10);
  expect(refused).toEqual([]);
});

test.each([
  ['snth', /^no command snth/],
  ['synth --formt yaml', /unknown option '--formt'/],
  ['synth --format xml', /argument 'xml' is invalid/],
  ['validate dist more', /too many arguments/],
])('slipway %s would be refused', async (text, why) => {
  const line = { place: '', text, program: 'slipway', args: text.split(' '), variables: [], isSpan: false };
  expect(await refusal(line)).toMatch(why);
});

describe('run, each in a copy of the repository', () => {
  // `slipway helm` takes 5 s of a processor, and test/dist.test.ts runs it.
  const executed = new Set(['synth', 'doctor', 'validate', 'simulate']);
  const toRun = [
    ...new Map(
      lines
        .filter(line => executed.has(line.args[0] ?? '') && !isName(line))
        .map(line => [argumentsOf(line).join(' '), line]),
    ).values(),
  ];
  let folder: string;
  let outcomes: Outcome[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-docs-'));
    outcomes = runCommands(
      toRun.map((line, place) => ({
        folder: copyFor(line, join(folder, String(place))),
        argv: argumentsOf(line),
      })),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('every line succeeds', () => {
    const failed = toRun
      .map((line, place) => ({ line, outcome: outcomes[place] }))
      .filter(({ outcome }) => outcome?.code !== 0)
      .map(({ line, outcome }) => `${line.place}: ${line.text}: ${outcome?.stderr}`);
    expect(toRun.length).toBeGreaterThan(5);
    expect(failed).toEqual([]);
  });

  test('what docs/gitops.md shows of a removal is what is printed', () => {
    const shown = blocksIn('console').flatMap(({ text }) => /^removed: .*$/m.exec(text) ?? []);
    const removing = toRun.findIndex(({ text }) => text.includes(removal));
    expect(shown).toHaveLength(1);
    expect(outcomes[removing]?.stdout).toContain(`\n${shown[0]}\n`);
  });

  test('what docs/image-contract.md shows of the doctor is what is printed', () => {
    const shown = blocksIn('console').flatMap(
      ({ text }) => /^\$ slipway doctor [^\n]*\n(.*)/s.exec(text)?.[1] ?? [],
    );
    const asking = toRun.findIndex(
      line => argumentsOf(line).join(' ') === 'doctor --environment environments/production.ts',
    );
    expect(shown).toEqual([outcomes[asking]?.stdout.trimEnd()]);
  });
});

const removal = 'rm environments/staging.ts';

/** A folder as the reader of a line has it: what the repository holds, and what the page has had them change. */
function copyFor({ text, args }: CommandLine, folder: string): string {
  for (const name of ['environments', 'dist'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of ['config', 'package.json']) symlinkSync(join(root, name), join(folder, name));
  writeFileSync(join(folder, 'last-month.csv'), blocksIn('csv')[0]?.text ?? '');
  if (text.includes(removal) || args.includes('--remove')) rmSync(join(folder, 'environments/staging.ts'));
  return folder;
}
