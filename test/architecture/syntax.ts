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

/** A function, method, accessor or constructor and how many lines it has, from its first word to its last bracket. */
export interface MeasuredFunction {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
  readonly isConstructor: boolean;
}

const functionTypes = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'MethodProperty',
  'GetterProperty',
  'SetterProperty',
  'Constructor',
]);

/** All functions of a file. What `describe` is given is a list of tests and does not count. */
export function functionsIn(tree: Node, text: string): MeasuredFunction[] {
  const lineAt = lines(text);
  const lists = new Set(
    nodesOf(tree)
      .filter(isDescribe)
      .flatMap(({ arguments: list = [] }) => list.map(({ expression }) => expression)),
  );
  const found: MeasuredFunction[] = [];
  let name = '';
  for (const node of nodesOf(tree)) {
    name = nameOf(node) ?? name;
    if (!functionTypes.has(node.type ?? '') || !node.span || lists.has(node)) continue;
    const line = lineAt(node.span.start - 1);
    const length = lineAt(node.span.end - 2) - line + 1;
    found.push({ name, line, lines: length, isConstructor: node.type === 'Constructor' });
  }
  return found;
}

/** `describe(…)`, `describe.skip(…)`, `describe.each(…)(…)`. */
function isDescribe({ type, callee }: Node): boolean {
  let called = type === 'CallExpression' ? callee : undefined;
  while (called?.callee || called?.object) called = called.callee ?? called.object;
  return called?.value === 'describe';
}

/** The name that a node gives to what it holds. */
function nameOf({ type, identifier, id, key, callee, arguments: list }: Node): string | undefined {
  if (type === 'CallExpression' && callee?.value === 'test') return `test ${list?.[0]?.expression.value}`;
  const name = (identifier ?? id ?? key)?.value;
  return typeof name === 'string' ? name : undefined;
}

/** From an offset in bytes to the number of its line. */
function lines(text: string): (offset: number) => number {
  const bytes = Buffer.from(text);
  const ends: number[] = [];
  for (let at = bytes.indexOf('\n'); at >= 0; at = bytes.indexOf('\n', at + 1)) ends.push(at);
  return offset => {
    const line = ends.findIndex(end => end >= offset);
    return (line < 0 ? ends.length : line) + 1;
  };
}

/** A piece of text that people read. */
export interface Words {
  readonly line: number;
  readonly text: string;
}

/** The literals of a file: what stands in quotes, and the fixed parts of templates. */
export function literalsIn(tree: Node, text: string): Words[] {
  const lineAt = lines(text);
  const bytes = Buffer.from(text);
  return literalSpans(tree).map(({ start, end }) => ({
    line: lineAt(start),
    text: bytes.toString('utf8', start, end),
  }));
}

/** The comments of a file: whatever begins with slashes outside of literals. */
export function commentsIn(tree: Node, text: string): Words[] {
  const lineAt = lines(text);
  const bytes = Buffer.from(text);
  for (const { start, end } of literalSpans(tree)) bytes.fill('_', start, end);
  const bare = bytes.toString('latin1');
  return [...bare.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*/g)].map(({ index, 0: { length } }) => ({
    line: lineAt(index),
    text: bytes.toString('utf8', index, index + length),
  }));
}

/** The names in a file: of variables, functions, types and keys. */
export function namesIn(tree: Node, text: string): Words[] {
  const lineAt = lines(text);
  return nodesOf(tree).flatMap(({ type, span, value }) =>
    span && type === 'Identifier' ? [{ line: lineAt(span.start - 1), text: String(value) }] : [],
  );
}

function literalSpans(tree: Node): { readonly start: number; readonly end: number }[] {
  return nodesOf(tree).flatMap(({ type, span }) =>
    span && ['StringLiteral', 'TemplateElement', 'RegExpLiteral'].includes(type ?? '')
      ? [{ start: span.start - 1, end: span.end - 1 }]
      : [],
  );
}
