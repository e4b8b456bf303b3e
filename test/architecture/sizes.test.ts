import { functionsIn } from './functions.ts';
import { writtenSources } from './sources.ts';
import { parse } from './syntax.ts';

const written = writtenSources();

function longerThan(lines: number, place = /^/): string[] {
  return written
    .filter(source => place.test(source.path) && source.lines > lines)
    .map(source => `${source.path}: ${source.lines}`);
}

test('no file has more than 300 lines', () => {
  expect(longerThan(300)).toEqual([]);
});

test('a command has at most 80 lines: it parses, calls one function and prints', () => {
  expect(longerThan(80, /^cli\/.*\.ts$/)).toEqual([]);
});

test('the app of cdk8s has at most 30 lines', () => {
  expect(longerThan(30, /^main\.ts$/)).toEqual([]);
});

test('half of the files have at most 120 lines', () => {
  const sorted = written.map(({ lines }) => lines).sort((left, right) => left - right);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(120);
});

test('a function has at most 40 lines, a constructor at most 60', () => {
  const long = written.flatMap(({ path, tree, text }) =>
    functionsIn(tree, text)
      .filter(({ lines, isConstructor }) => lines > (isConstructor ? 60 : 40))
      .map(({ name, line, lines }) => `${path}:${line} ${name}: ${lines}`),
  );
  expect(long).toEqual([]);
});

test.each([
  ['function a() {\n  b();\n}', 'a', 3],
  ['const a = () => {\n  b();\n};', 'a', 3],
  ['const a = function () {\n};', 'a', 2],
  ['class A {\n  b(\n    c: string,\n  ): void {}\n}', 'b', 3],
  ['class A {\n  get b() {\n    return 1;\n  }\n}', 'b', 3],
  ['class A {\n  constructor() {\n  }\n}', 'constructor', 2],
  ['const a = {\n  b() {\n    c();\n  },\n};', 'b', 3],
  ["const ä = 'ö';\n/** Ünïcödé. */\nexport function a() {\n\n\n}", 'a', 4],
  ["test('b', () => {\n  c();\n});", 'test b', 3],
])('measures %j', (text, name, lines) => {
  expect(functionsIn(parse('a.ts', text), text)).toEqual([expect.objectContaining({ name, lines })]);
});

test('what describe holds is a list of tests, not a function', () => {
  const text = "describe.each(['a'])('%s', () => {\n  test('b', () => {\n  });\n});";
  expect(functionsIn(parse('a.ts', text), text)).toEqual([
    expect.objectContaining({ name: 'test b', lines: 2 }),
  ]);
});
