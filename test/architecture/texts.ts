import { lineNumbers, type Node, nodesOf } from './syntax.ts';

/** A piece of text that people read. */
export interface Words {
  readonly line: number;
  readonly text: string;
}

/** The literals of a file: what stands in quotes, and the fixed parts of templates. */
export function literalsIn(tree: Node, text: string): Words[] {
  const lineAt = lineNumbers(text);
  const bytes = Buffer.from(text);
  return literalSpans(tree).map(({ start, end }) => ({
    line: lineAt(start),
    text: bytes.toString('utf8', start, end),
  }));
}

/**
 * The texts of errors and findings, with `…` for what a template fills in. Those of commander are left out: it adds
 * its own sentences.
 */
export function messagesIn(tree: Node): string[] {
  return nodesOf(tree).flatMap(({ type, callee, arguments: list, key, value }) => {
    const isError = type === 'NewExpression' && /(?<!InvalidArgument)Error$/.test(String(callee?.value));
    const isPart = type === 'KeyValueProperty' && ['message', 'found', 'fix'].includes(String(key?.value));
    return textOf(isError ? list?.[0]?.expression : isPart ? (value as Node) : undefined) ?? [];
  });
}

function textOf(node: Node | undefined): string | undefined {
  if (node?.type === 'TemplateLiteral') return node.quasis?.map(({ cooked }) => cooked).join('…');
  return node?.type === 'StringLiteral' ? String(node.value) : undefined;
}

/** The comments of a file: whatever begins with slashes outside of literals. */
export function commentsIn(tree: Node, text: string): Words[] {
  const lineAt = lineNumbers(text);
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
  const lineAt = lineNumbers(text);
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
