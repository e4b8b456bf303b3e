import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Import, importsIn, type Node, parse } from './syntax.ts';

export const root = join(import.meta.dirname, '../..');

/** What git ignores, what is generated, and broken files that tests read as input. */
const skipped = /^(\.git|\.dist|node_modules|coverage|simulated|dist|test\/invalid)(\/|$)/;

/** All files of the project that a person may edit, as paths from the root, in order. */
export function projectFiles(): string[] {
  return readdirSync(root)
    .filter(name => !skipped.test(name))
    .flatMap(name => [name, ...below(name)])
    .filter(path => !skipped.test(path) && statSync(join(root, path)).isFile())
    .sort();
}

function below(folder: string): string[] {
  if (!statSync(join(root, folder)).isDirectory()) return [];
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.map(name => join(folder, name));
}

export interface Source {
  /** Path from the root. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly tree: Node;
  /** What it imports: files of ours as paths from the root, and packages. */
  readonly imports: readonly Import[];
}

/** Every file of TypeScript and JavaScript with its syntax tree and what it imports. */
export function sources(): Source[] {
  return programFiles().map(read);
}

/** The same without the generated files of `imports/`. */
export function writtenSources(): Source[] {
  return programFiles()
    .filter(path => !path.startsWith('imports/'))
    .map(read);
}

function programFiles(): string[] {
  return projectFiles().filter(path => /\.([cm]?js|ts)$/.test(path));
}

function read(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const tree = parse(path, text);
  const imports = [...importsIn(tree)].map(({ of, typeOnly }) => ({
    of: of.startsWith('.') ? relative(root, resolve(root, dirname(path), of)) : of,
    typeOnly,
  }));
  return { path, text, lines: text.split('\n').length - 1, tree, imports };
}
