import { call, type Expression, type Field, type Type } from './expression.ts';

/** What functions and named templates yield. Others: a named template a block, a function data. */
const yielded = {
  integer: [
    ...['add', 'mul', 'max', 'min', 'div', 'len', 'int', 'int64'],
    ...['seconds', 'millicores', 'bytes', 'port-of-url', 'least-replicas', 'toDecimal'],
  ],
  number: ['divf', 'toJson'],
  text: ['join', 'network-of'],
  word: [
    ...['replace', 'sha256sum', 'toString', 'duration', 'cores', 'disk-use', 'pod-security-level'],
    ...['variable-prefix', 'key-of-database', 'title-of-database', 'cluster-pattern', 'names-of-tiers'],
    ...['key-of-cache', 'title-of-cache', 'each-cache'],
    ...['before-release-hook', 'port-suffix'],
  ],
  block: ['toYaml', 'include'],
  lines: ['toPrettyJson'],
} satisfies Partial<Record<Type, readonly string[]>>;

const types = new Map(
  Object.entries(yielded).flatMap(([type, names]) => names.map(name => [name, type as Type])),
);

/** The name of the template that an expression includes, without `slipway.`; undefined for all others. */
export function includedBy(expression: Expression): string | undefined {
  if (expression.kind !== 'call' || expression.name !== 'include') return undefined;
  const [name] = expression.operands;
  return name?.kind === 'literal' ? String(name.value).slice('slipway.'.length) : undefined;
}

/** What an expression yields. */
export function typeOf(expression: Expression): Type {
  if (expression.kind === 'field') return expression.type;
  if (expression.kind === 'literal') return typeof expression.value === 'number' ? 'number' : 'text';
  if (expression.kind !== 'call') return expression.kind === 'range' ? 'text' : 'data';
  return types.get(includedBy(expression) ?? '') ?? types.get(expression.name) ?? 'data';
}

/** An expression and everything inside of it. */
export function partsOf(expression: Expression): Expression[] {
  return [expression, ...childrenOf(expression).flatMap(partsOf)];
}

function childrenOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'call') return expression.operands;
  if (expression.kind === 'field') return [expression.of];
  if (expression.kind !== 'range') return [];
  return [expression.over, ...expression.body.filter(piece => typeof piece === 'object')];
}

/** Places of the values that an expression reads, such as `applications.*.host`. */
export function readsOf(expression: Expression): string[] {
  if (expression.kind === 'field' && expression.at !== undefined)
    return expression.at === '' ? [] : [expression.at];
  return [...keyAskedBy(expression), ...childrenOf(expression).flatMap(readsOf)];
}

/** The place that `hasKey` asks for: a key of one word is read by nothing else. */
function keyAskedBy(expression: Expression): string[] {
  if (expression.kind !== 'call' || expression.name !== 'hasKey') return [];
  const [map, key] = expression.operands;
  const isKnown = map?.kind === 'field' && map.at && key?.kind === 'literal';
  return isKnown ? [`${map.at}.${key.value}`] : [];
}

/** Names of the variables that an expression reads. */
export function variablesOf(expression: Expression): string[] {
  return partsOf(expression).flatMap(part => (part.kind === 'variable' ? [part.name] : []));
}

/** Ids of the loops that an expression is only known in: it is there once for each of their rounds. */
export function loopsOf(expression: Expression): string[] {
  if (expression.kind === 'variable') return [...expression.loops];
  const inner = new Set(childrenOf(expression).flatMap(loopsOf));
  if (expression.kind === 'range') inner.delete(expression.loop);
  return [...inner];
}

/** A variable, or a field of one that needs no parentheses. */
export function isPath(expression: Expression): expression is Field {
  return expression.kind === 'field' && expression.of.kind === 'variable' && expression.certain === undefined;
}

/** What holds where a condition does not. */
export function negationOf(condition: Expression): Expression {
  return operandsOf(condition, 'not')[0] ?? call('not', condition);
}

/** The operands of a call of this name; none of anything else. */
export function operandsOf(expression: Expression, name: string): readonly Expression[] {
  return expression.kind === 'call' && expression.name === name ? expression.operands : [];
}

/** `a and (b and c)` without the inner parentheses. */
export function joinedBy(name: 'and' | 'or', operands: readonly Expression[]): Expression {
  const flat = operands.flatMap(operand => {
    const inner = operandsOf(operand, name);
    return inner.length === 0 ? [operand] : inner;
  });
  return flat.length === 1 && flat[0] ? flat[0] : call(name, ...flat);
}
