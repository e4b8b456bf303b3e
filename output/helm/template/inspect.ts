import { call, type Expression, type Field, type Type } from './expression.ts';

/** What functions of templates yield; a function that is not here yields data. */
const types: Readonly<Record<string, Type>> = {
  ...ofAll('integer', ['add', 'mul', 'max', 'min', 'div', 'len', 'int', 'int64']),
  ...ofAll('number', ['divf', 'toJson']),
  ...ofAll('word', ['replace', 'sha256sum', 'toString']),
  ...ofAll('block', ['toYaml']),
  ...ofAll('lines', ['toPrettyJson']),
};

/** What named templates yield; one that is not here yields a block. */
const included: Readonly<Record<string, Type>> = {
  ...ofAll('integer', ['seconds', 'millicores', 'bytes', 'port-of-url', 'least-replicas']),
  ...ofAll('word', ['duration', 'cores', 'more-bytes']),
};

function ofAll(type: Type, names: readonly string[]): Record<string, Type> {
  return Object.fromEntries(names.map(name => [name, type]));
}

/** The name of the template that an expression includes, without `slipway.`; undefined for all others. */
export function includedBy(expression: Expression): string | undefined {
  if (expression.kind !== 'call' || expression.name !== 'include') return undefined;
  const [name] = expression.operands;
  return name?.kind === 'literal' ? String(name.value).slice('slipway.'.length) : undefined;
}

/** What an expression yields. */
export function typeOf(expression: Expression): Type {
  switch (expression.kind) {
    case 'field':
      return expression.type;
    case 'literal':
      return typeof expression.value === 'number' ? 'number' : 'text';
    case 'call': {
      const name = includedBy(expression);
      return name === undefined ? (types[expression.name] ?? 'data') : (included[name] ?? 'block');
    }
    default:
      return 'text';
  }
}

/** An expression and everything inside of it. */
export function partsOf(expression: Expression): Expression[] {
  return [expression, ...childrenOf(expression).flatMap(partsOf)];
}

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'field':
      return 'kind' in expression.of ? [expression.of] : [];
    case 'literal':
      return [];
    case 'call':
      return expression.operands;
    case 'if':
      return [expression.condition, ...expression.body.filter(piece => typeof piece === 'object')];
    case 'range':
      return [expression.over, ...expression.body.filter(piece => typeof piece === 'object')];
  }
}

/** Places of the values that an expression reads, such as `applications.*.host`. */
export function readsOf(expression: Expression): string[] {
  if (expression.kind === 'field' && expression.at !== undefined)
    return expression.at === '' ? [] : [expression.at];
  return childrenOf(expression).flatMap(readsOf);
}

/** Names of the variables that an expression reads. */
export function variablesOf(expression: Expression): string[] {
  return partsOf(expression).flatMap(part => {
    return part.kind === 'field' && !('kind' in part.of) ? [part.of.name] : [];
  });
}

/** Ids of the loops that an expression is only known in: it is there once for each of their rounds. */
export function loopsOf(expression: Expression): string[] {
  if (expression.kind === 'field')
    return 'kind' in expression.of ? loopsOf(expression.of) : [...expression.of.loops];
  const inner = new Set(childrenOf(expression).flatMap(loopsOf));
  if (expression.kind === 'range') inner.delete(expression.loop);
  return [...inner];
}

/** A variable, or a field of one that needs no parentheses. */
export function isPath(expression: Expression): expression is Field {
  return expression.kind === 'field' && !('kind' in expression.of) && expression.certain === undefined;
}

/** What holds where a condition does not. */
export function negationOf(condition: Expression): Expression {
  const [operand] = operandsOf(condition, 'not');
  return operand ?? call('not', condition);
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
  const [only] = flat;
  return flat.length === 1 && only ? only : call(name, ...flat);
}
