import fc from 'fast-check';
import { dump } from 'js-yaml';
import { fullEnvironments } from '../full-environments.ts';
import { randomEnvironments } from '../random-environments.ts';
import { mutated, mutation, swap, swapped } from './mutations.ts';
import { trickyText } from './values.ts';

/** The name and the text of an environment file. */
export type EnvironmentFile = readonly [name: string, text: string];

function written(data: object, format: 'yaml' | 'json'): EnvironmentFile {
  // JSON has no NaN and no infinity: they are written as null.
  const text = format === 'json' ? `${JSON.stringify(data, null, 2)}\n` : dump(data, { skipInvalid: true });
  return [`a.${format}`, text];
}

/** Files with the data of a valid environment after one to three changes. */
export function mutatedFiles(shipped: readonly object[]): fc.Arbitrary<EnvironmentFile> {
  const base = fc.oneof(
    fc.constantFrom(...shipped),
    { weight: 3, arbitrary: fc.constantFrom(...fullEnvironments) },
    randomEnvironments as fc.Arbitrary<object>,
  );
  return fc
    .record({
      base,
      mutations: fc.oneof(
        { weight: 3, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 1 }) },
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
      ),
      swaps: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        fc.array(swap, { minLength: 1, maxLength: 2 }),
      ),
      format: fc.constantFrom('yaml' as const, 'json' as const),
    })
    .map(({ base: data, mutations, swaps, format }) =>
      written(mutated(swapped(data, swaps), mutations), format),
    );
}

/** Lines and characters that break the text of a YAML or JSON file, or change its meaning. */
const pieces = [
  '\t',
  '\r',
  '\u0000',
  '\u0085',
  '\ufeff',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '%TAG ! x\n',
  '<<: *a\n',
  '<<: { name: b }\n',
  'a: &a [*a]\n',
  'a: &a { b: *a }\n',
  '&a ',
  '*a ',
  '*missing ',
  '!!binary aGVsbG8=\n',
  '!!js/function "function () {}"\n',
  '!<tag:yaml.org,2002:python/object/apply:os.system> x\n',
  '!!set { a, b }\n',
  '!!timestamp 2026-01-01\n',
  '? [a, b]\n: c\n',
  '? { a: b }\n: c\n',
  '__proto__: { a: 1 }\n',
  'name: again\n',
  'x: |\n  text\n',
  'x: >-9\n  text\n',
  '{{ .Values.x }}\n',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '#',
  '// comment\n',
  '"name": "again",\n',
  `${'['.repeat(5000)}\n`,
  `${'{a: '.repeat(5000)}\n`,
  `${'  '.repeat(2000)}a:\n`,
  `? ${'? '.repeat(3000)}\n`,
  `${'- '.repeat(3000)}a\n`,
  `a: &x ${'&y '.repeat(100)}\n`,
  `a: "${'\\u0041'.repeat(1000)}"\n`,
];

interface Edit {
  readonly at: number;
  readonly piece: string;
  /** How many characters the piece replaces. */
  readonly replaced: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat({ max: 99_999 }),
  piece: fc.oneof(fc.constantFrom(...pieces), trickyText),
  replaced: fc.constantFrom(0, 0, 0, 1, 7, 200),
});

/** Puts half of the pieces at the beginning of a line, where most of them have a meaning. */
function edited(text: string, { at, piece, replaced }: Edit): string {
  const lineStart = text.lastIndexOf('\n', at % (text.length + 1)) + 1;
  const from = at % 2 === 0 ? lineStart : at % (text.length + 1);
  return text.slice(0, from) + piece + text.slice(from + replaced);
}

/** Files with the text of a valid environment after one to three edits, in any format, line ending and encoding. */
export function editedFiles(): fc.Arbitrary<EnvironmentFile> {
  return fc
    .record({
      base: fc.constantFrom(...fullEnvironments),
      edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
      format: fc.constantFrom('yaml' as const, 'yaml' as const, 'json' as const),
      ending: fc.constantFrom('\n', '\n', '\r\n', '\r'),
      start: fc.constantFrom('', '', '\ufeff', '\n\n', '# comment\n'),
      isCut: fc.boolean(),
    })
    .map(({ base, edits, format, ending, start, isCut }) => {
      const [name, text] = written(base, format);
      const broken = edits.reduce(edited, text);
      const cut = isCut ? broken.slice(0, (edits[0]?.at ?? 0) % (broken.length + 1)) : broken;
      return [name, start + cut.replaceAll('\n', ending)];
    });
}

/** Exports of a module that no text file can hold, and modules that fail instead of exporting. */
const expressions = [
  '() => 1',
  "Symbol('a')",
  '10n ** 400n',
  'undefined',
  'NaN',
  '[undefined, , 1]',
  'new Array(4e9)',
  "'x'.repeat(2e8)",
  'new Date(Number.NaN)',
  'new Map([[1, 2]])',
  'new (class Odd { a = 1 })()',
  "new String('a')",
  'Object.create(null)',
  'Promise.resolve({})',
  '/x/',
  'globalThis',
  'process.env',
  "'\\ud800'",
  '(() => { const loop = {}; loop.a = [loop]; return loop; })()',
  '({ get a() { throw null; } })',
  '({ toJSON() { throw 1; }, toString() { throw 2; } })',
  'new Proxy({}, { ownKeys() { throw 1; }, getPrototypeOf() { throw 2; } })',
  'new Proxy([], { get() { throw 1; } })',
  "({ ['__proto__']: { a: 1 } })",
  "(() => { throw 'a text'; })()",
  '(() => { throw null; })()',
  '(() => { throw Object.create(null); })()',
  "(() => { throw Object.assign(new Error('x'), { message: {}, stack: 7 }); })()",
  '(await Promise.reject(undefined))',
  '(process.exit(0), 1)',
  '(process.exitCode = 0, 1)',
  '(Promise.reject(1), 1)',
  "(queueMicrotask(() => { throw 'later'; }), 1)",
];

/** Modules with the data of a valid environment in which an expression replaces one value. */
export function moduleFiles(): fc.Arbitrary<EnvironmentFile> {
  return fc
    .record({
      base: fc.constantFrom(...fullEnvironments),
      at: fc.nat({ max: 9999 }),
      expression: fc.constantFrom(...expressions),
    })
    .map(({ base, at, expression }): EnvironmentFile => {
      const [, json] = written(
        mutated(base, [{ ...noMutation, at, how: 'replace', value: '@here' }]),
        'json',
      );
      return ['a.mjs', `export default ${json.trim().replace('"@here"', () => expression)};\n`];
    });
}

const noMutation = { value: null, text: '', number: 0, other: 0 };
