import { circles, circlesOfFolders } from './circles.ts';
import { sources } from './sources.ts';
import { importsIn, parse } from './syntax.ts';

const files = new Map(sources().map(({ path, imports }) => [path, imports.map(({ of }) => of)]));

test('no file imports itself, not even for a type or by way of others', () => {
  expect(circles(files)).toEqual([]);
});

test('no folder imports one next to it that imports it', () => {
  expect(circlesOfFolders(files)).toEqual([]);
});

test('a circle is shown from the first file to itself', () => {
  const graph = new Map([
    ['main.ts', ['a.ts']],
    ['a.ts', ['b.ts', 'zod']],
    ['b.ts', ['c.ts']],
    ['c.ts', ['a.ts']],
  ]);
  expect(circles(graph)).toEqual(['a.ts -> b.ts -> c.ts -> a.ts']);
});

test('folders form a circle although none of their files does', () => {
  const graph = new Map([
    ['charts/application/pod.ts', ['charts/network/ports.ts']],
    ['charts/network/ports.ts', []],
    ['charts/network/graph/edges.ts', ['charts/application/names.ts']],
    ['charts/application/names.ts', []],
  ]);
  expect(circles(graph)).toEqual([]);
  expect(circlesOfFolders(graph)).toEqual(['charts/application -> charts/network -> charts/application']);
});

test.each([
  ["import { a } from './a.ts';", false],
  ["import './a.ts';", false],
  ["import type { A } from './a.ts';", true],
  ["import { type A } from './a.ts';", true],
  ["import { type A, b } from './a.ts';", false],
  ["export { a } from './a.ts';", false],
  ["export * from './a.ts';", false],
  ["export type { A } from './a.ts';", true],
  ["const a = await import('./a.ts');", false],
  ["const a = require('./a.ts');", false],
  ["const a = await tsImport('./a.ts', import.meta.url);", false],
  ["let a: import('./a.ts').A;", true],
  ["let a: typeof import('./a.ts');", true],
])('counts as an import: %s', (text, typeOnly) => {
  expect([...importsIn(parse('b.ts', text))]).toEqual([{ of: './a.ts', typeOnly }]);
});
