import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

const root = join(import.meta.dirname, '../../../output/helm');

/**
 * What a regular expression may read: markers in rendered scalars, names of files and of values, and texts of the library.
 * Never a template that was generated.
 */
const allowed = ['chart.ts', 'sample/symbols.ts', 'templates.ts', 'values/reads.ts'];

function filesBelow(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(file => file.isFile());
  return files
    .map(file => join(file.parentPath, file.name).slice(folder.length + 1))
    .filter(file => file.endsWith('.ts'))
    .sort();
}

/** Regular expressions of a file: literals and whatever names `RegExp`. */
function expressionsIn(text: string): string[] {
  return patternsIn(parseSync(text, { syntax: 'typescript' }).body);
}

function patternsIn(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, pattern, value } = node as Readonly<Record<string, unknown>>;
  if (type === 'RegExpLiteral') return [String(pattern)];
  if (type === 'Identifier' && value === 'RegExp') return ['RegExp'];
  return Object.values(node).flatMap(patternsIn);
}

test('a regular expression is found in a file', () => {
  expect(expressionsIn('const a = text.replace(/b/g, "c"); new RegExp(d);')).toEqual(['b', 'RegExp']);
});

test('no regular expression reads template text', () => {
  const files = filesBelow(root).filter(
    file => expressionsIn(readFileSync(join(root, file), 'utf8')).length > 0,
  );
  expect(files).toEqual(allowed);
});
