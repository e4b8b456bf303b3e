import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/*
 * `npm run types` compiles the other files of this folder and fails on a row that compiles although it must not. Here
 * each row is shown to fail for the reason that it names, and not for a slip of the row itself.
 */

const root = join(import.meta.dirname, '../..');
const expectation = /^ *\/\/ @ts-expect-error ?(.*)$/;

const files = readdirSync(import.meta.dirname)
  .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map(name => ({ name, text: readFileSync(join(import.meta.dirname, name), 'utf8') }));

interface Row {
  readonly place: string;
  /** The code of the compiler's error and the promise. */
  readonly says: string;
}

const rows = files.flatMap(({ name, text }) =>
  text.split('\n').flatMap((line, index): Row[] => {
    const [, says] = expectation.exec(line) ?? [];
    return says === undefined ? [] : [{ place: `${name}:${index + 1}`, says }];
  }),
);

/** The codes of the errors of a row: of every line from its expectation to the next empty one. */
let codes: Map<string, string[]>;

beforeAll(() => {
  const caches = join(root, 'node_modules/.cache');
  mkdirSync(caches, { recursive: true });
  const folder = mkdtempSync(join(caches, 'types-'));
  try {
    codes = byRow(compile(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Compiles the files without their expectations. @returns the output of the compiler. */
function compile(folder: string): string {
  for (const { name, text } of files) {
    const absolute = text.replace(/from '(\.\.\/[^']+)'/g, (_, path: string) => {
      return `from '${resolve(import.meta.dirname, path)}'`;
    });
    writeFileSync(join(folder, name), absolute.replace(/@ts-expect-error/g, ''));
  }
  const settings = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { typeRoots: [join(root, 'node_modules/@types')] },
    include: ['*.ts'],
    exclude: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  try {
    return execFileSync(process.execPath, [compiler, '--pretty', 'false', '--project', folder], {
      cwd: folder,
      encoding: 'utf8',
    });
  } catch (error) {
    return String((error as { readonly stdout?: string }).stdout);
  }
}

function byRow(output: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [, path = '', line, code = ''] of output.matchAll(/^(\S+)\((\d+),\d+\): error TS(\d+): /gm)) {
    const row = rowAt(basename(path), Number(line));
    found.set(row, [...(found.get(row) ?? []), code]);
  }
  return found;
}

/** The expectation above a line, with no empty line between; the line itself if there is none. */
function rowAt(name: string, line: number): string {
  const lines = files.find(file => file.name === name)?.text.split('\n') ?? [];
  for (let index = line - 1; index >= 0 && lines[index] !== ''; index--) {
    if (expectation.test(lines[index] ?? '')) return `${name}:${index + 1}`;
  }
  return `${name}:${line}`;
}

test('there are rows', () => {
  expect(rows.length).toBeGreaterThan(40);
});

test.each(rows)('$place does not compile: $says', ({ place, says }) => {
  expect(says).toMatch(/^\d{4} \w/);
  expect(codes.get(place)).toEqual([says.split(' ')[0]]);
});

test('every other line compiles', () => {
  const places = new Set(rows.map(({ place }) => place));
  expect([...codes.keys()].filter(place => !places.has(place))).toEqual([]);
});
