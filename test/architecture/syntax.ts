import { parseSync } from '@swc/core';

/** A part of a syntax tree of swc, as far as these tests read it. */
export interface Node {
  readonly type?: string;
  /** Bytes of UTF-8, counted from 1; the end is excluded. */
  readonly span?: { readonly start: number; readonly end: number };
  readonly typeOnly?: boolean;
  readonly isTypeOnly?: boolean;
  readonly source?: Node | null;
  readonly value?: unknown;
  readonly callee?: Node;
  readonly object?: Node;
  readonly property?: Node;
  readonly argument?: Node;
  readonly arguments?: readonly { readonly expression: Node }[];
  readonly specifiers?: readonly Node[];
  readonly id?: Node;
  readonly key?: Node;
  readonly identifier?: Node | null;
  readonly quasis?: readonly { readonly cooked: string }[];
}

/** @throws When the file does not parse. */
export function parse(path: string, text: string): Node {
  return parseSync(text, { syntax: path.endsWith('.ts') ? 'typescript' : 'ecmascript' }) as unknown as Node;
}

/** A node and all below it, the outer ones first. */
export function nodesOf(tree: Node): Node[] {
  const found: Node[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (!Array.isArray(node)) found.push(node as Node);
    for (const child of Object.values(node)) visit(child);
  };
  visit(tree);
  return found;
}

/** One import of a file, as the file writes it. */
export interface Import {
  readonly of: string;
  /** Erased when the program runs. */
  readonly typeOnly: boolean;
}

/** Imports of every form: `import`, `export … from`, `import()`, types `import('…')`, `require()` and `tsImport()`. */
export function* importsIn(tree: Node): Iterable<Import> {
  for (const node of nodesOf(tree)) {
    const { type, source, callee, typeOnly, specifiers = [] } = node;
    if (type?.match(/^(Import|Export)\w*Declaration$/) && typeof source?.value === 'string') {
      const isErased = specifiers.length > 0 && specifiers.every(({ isTypeOnly }) => isTypeOnly);
      yield { of: source.value, typeOnly: typeOnly || isErased };
    }
    if (type === 'TsImportType') yield { of: String(node.argument?.value), typeOnly: true };
    const loaded = node.arguments?.[0]?.expression.value;
    const isLoad = callee?.type === 'Import' || ['require', 'tsImport'].includes(String(callee?.value));
    if (isLoad && typeof loaded === 'string') yield { of: loaded, typeOnly: false };
  }
}

/** From an offset in bytes to the number of its line. */
export function lineNumbers(text: string): (offset: number) => number {
  const bytes = Buffer.from(text);
  const ends: number[] = [];
  for (let at = bytes.indexOf('\n'); at >= 0; at = bytes.indexOf('\n', at + 1)) ends.push(at);
  return offset => {
    const line = ends.findIndex(end => end >= offset);
    return (line < 0 ? ends.length : line) + 1;
  };
}
