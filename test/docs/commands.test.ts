import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandLine, commandLines, programs, splitCommands } from './command-lines.ts';
import { root } from './pages.ts';

const lines = commandLines();
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const of = (...names: string[]): CommandLine[] => lines.filter(({ program }) => names.includes(program));

test('a line is split at what separates commands, not within quotes', () => {
  expect(splitCommands(`A=1 npm test && echo "$(x | y "z")" 'a;b' | tail -1 # all`)).toEqual([
    ['A=1', 'npm', 'test'],
    ['echo', '"$(x | y "z")"', "'a;b'"],
    ['tail', '-1'],
  ]);
});

test('every command begins with a program that a reader has', () => {
  const unknown = lines.filter(({ program }) => !programs.has(program));
  expect(lines.length).toBeGreaterThan(100);
  expect(unknown.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
});

test('every script of npm exists', () => {
  const builtIn = ['ci', 'install', 'test'];
  const unknown = of('npm').filter(({ args: [verb = '', script = ''] }) =>
    verb === 'run' ? !(script in scripts) : !builtIn.includes(verb),
  );
  expect(unknown.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
});

const testFiles = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.test.ts'))
  .map(file => join('test', file));

test('every selection of tests has a file', () => {
  const selecting = of('npm').filter(({ args }) => args.includes('--'));
  const empty = selecting.filter(({ args }) =>
    args
      .slice(args.indexOf('--') + 1)
      .filter(word => !word.startsWith('-'))
      .some(word => !testFiles.some(file => file.includes(word))),
  );
  expect(selecting.length).toBeGreaterThan(3);
  expect(empty.map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
});

test('every environment variable of a command is read by something', () => {
  const variables = new Set(lines.flatMap(line => line.variables));
  const sources = ['test', 'tools', 'cli', 'bench']
    .flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(file => join(folder, file)),
    )
    .filter(file => /\.(ts|js|mjs)$/.test(file) && !file.startsWith('test/docs'))
    .map(file => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  expect(variables).toContain('SEED');
  expect([...variables].filter(name => !new RegExp(`\\b${name}\\b`).test(sources))).toEqual([]);
});

test('every script of npm in .ci/ and in workflows exists', () => {
  const texts = ['.ci', '.github/workflows'].flatMap(folder =>
    readdirSync(join(root, folder)).map(file => readFileSync(join(root, folder, file), 'utf8')),
  );
  const called = texts.flatMap(text => [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name));
  expect(called.length).toBeGreaterThan(3);
  expect(called.filter(name => !(name in scripts))).toEqual([]);
});
