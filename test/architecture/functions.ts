import { lineNumbers, type Node, nodesOf } from './syntax.ts';

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
  const lineAt = lineNumbers(text);
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
