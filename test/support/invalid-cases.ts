import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of the broken environments, each with its complete message next to it. */
export const invalidFolder = join(import.meta.dirname, '../invalid');

/** A broken environment: a file, or a folder of files that are loaded together. */
export interface InvalidCase {
  readonly name: string;
  /** The folder that the files are named from. */
  readonly folder: string;
  readonly files: readonly string[];
  /** All of standard error. */
  readonly expected: string;
}

/** Every case of the folder, and the generated ones, which are too large or too odd for Git. */
export function invalidCases(generatedFolder: string): InvalidCase[] {
  const committed = readdirSync(invalidFolder).filter(name => !/^_|\.expected\.txt$/.test(name));
  return [
    ...committed.map(name => caseOf(invalidFolder, name)),
    ...Object.keys(contents).map(name => caseOf(generatedFolder, name)),
  ];
}

/** The expected messages that belong to no case. */
export function expectationsWithoutCase(cases: readonly InvalidCase[]): string[] {
  const known = new Set(cases.map(({ name }) => expectationOf(name)));
  return readdirSync(invalidFolder).filter(name => name.endsWith('.expected.txt') && !known.has(name));
}

function caseOf(folder: string, name: string): InvalidCase {
  const path = join(folder, name);
  const isFolder = statSync(path).isDirectory();
  const files = isFolder ? readdirSync(path).map(file => join(name, file)) : [name];
  return { name, folder, files, expected: readFileSync(join(invalidFolder, expectationOf(name)), 'utf8') };
}

function expectationOf(name: string): string {
  return `${name.replace(/\.\w+$/, '')}.expected.txt`;
}

/** Ten lists, each with ten times the one before: 10^10 values from 500 bytes. */
function aliasBomb(): string {
  const lists = Array.from({ length: 9 }, (_, level) => {
    const items = Array.from({ length: 10 }, () => `*level${level}`).join(', ');
    return `level${level + 1}: &level${level + 1} [${items}]`;
  });
  return ['level0: &level0 [x, x, x, x, x, x, x, x, x, x]', ...lists, ''].join('\n');
}

const contents: Readonly<Record<string, () => string | Buffer>> = {
  'large.yaml': () => `name: broken\n# ${'x'.repeat(10_000_000)}\n`,
  'not-utf-8.yaml': () => Buffer.from('name: br\xf6ken\n', 'latin1'),
  'utf-16.json': () => Buffer.from('\ufeff{ "name": "broken" }', 'utf16le'),
  'alias-bomb.yaml': aliasBomb,
  'deep.json': () => '['.repeat(100_000),
};

/** Makes a folder with the generated cases. Remove it after use. */
export function makeGeneratedCases(): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-invalid-'));
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content());
  mkdirSync(join(folder, 'folder.yaml'));
  return folder;
}

export function removeGeneratedCases(folder: string): void {
  rmSync(folder, { recursive: true });
}
