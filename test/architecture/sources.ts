import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from '@swc/core';

const root = join(import.meta.dirname, '../..');
const folders = 'bench charts cli config environments imports output rules simulation test tools'.split(' ');

/** One import of a file: a file of ours, as a path from the root, or a package. */
export interface Import {
  readonly of: string;
  /** Erased when the program runs. */
  readonly typeOnly: boolean;
}

export interface Source {
  /** Path from the root. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

/** Every TypeScript file of the project with what it imports, from its syntax tree. */
export function sources(): Source[] {
  const below = folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
  );
  return ['main.ts', ...below].filter(isSource).map(read);
}

/** The broken files in `test/invalid/` are input, not source. */
function isSource(path: string): boolean {
  return path.endsWith('.ts') && !path.startsWith('test/invalid/');
}

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const imports = [...importsIn(parseSync(text, { syntax: 'typescript' }))].map(one => ({
    ...one,
    of: one.of.startsWith('.') ? relative(root, resolve(root, dirname(path), one.of)) : one.of,
  }));
  return { path, lines: text.split('\n').length - 1, imports };
}

/** A part of a syntax tree, as far as imports are concerned. */
interface Node {
  readonly type?: string;
  readonly typeOnly?: boolean;
  readonly isTypeOnly?: boolean;
  readonly source?: Node | null;
  readonly value?: unknown;
  readonly callee?: Node;
  readonly arguments?: readonly { readonly expression: Node }[];
  readonly specifiers?: readonly Node[];
}

function* importsIn(node: unknown): Iterable<Import> {
  if (typeof node !== 'object' || node === null) return;
  const { type, source, callee, arguments: given, typeOnly, specifiers = [] } = node as Node;
  if (type?.match(/^(Import|Export)\w*Declaration$/) && typeof source?.value === 'string') {
    const isErased = specifiers.length > 0 && specifiers.every(one => one.isTypeOnly);
    yield { of: source.value, typeOnly: typeOnly || isErased };
  }
  const asked = given?.[0]?.expression.value;
  if (callee?.type === 'Import' && typeof asked === 'string') yield { of: asked, typeOnly: false };
  for (const child of Object.values(node)) yield* importsIn(child);
}
