import type { Expression, Field } from './expression.ts';
import { typeOf } from './inspect.ts';

/** Names of variables that hold what an expression yields, by the expression's text. */
export type Names = ReadonlyMap<string, string>;

const noNames: Names = new Map();

/** An expression as a template writes it, without braces. */
export function textOf(expression: Expression, names: Names = noNames): string {
  const text = plainTextOf(expression, names);
  return names.get(text) ?? text;
}

function plainTextOf(expression: Expression, names: Names): string {
  switch (expression.kind) {
    case 'field':
      return fieldText(expression, names);
    case 'literal':
      return JSON.stringify(expression.value);
    case 'call': {
      const { name, operands, isPiped } = expression;
      const last = operands.at(-1);
      const before = isPiped ? operands.slice(0, -1) : operands;
      const words = [name, ...before.map(operand => argumentText(operand, names))].join(' ');
      return isPiped && last ? `${textOf(last, names)} | ${words}` : words;
    }
    default:
      throw new Error(`expected a value to compute with, found a text that is printed (${expression.kind})`);
  }
}

/** An expression as an operand of a function. */
export function argumentText(expression: Expression, names: Names = noNames): string {
  const text = plainTextOf(expression, names);
  const name = names.get(text);
  const isWord = expression.kind !== 'call' || expression.operands.length === 0;
  return name ?? (isWord ? text : `(${text})`);
}

/** `(($.Values.database).backup).endpoint`: parentheses around what may be absent make its fields absent, too. */
function fieldText({ of, path, certain = path.length }: Field, names: Names): string {
  const start = 'kind' in of ? `(${textOf(of, names)})` : of.name;
  return path.reduce((text, key, index) => {
    const isUncertain = index >= certain && index + 1 < path.length;
    return isUncertain ? `(${text}.${key})` : `${text}.${key}`;
  }, start);
}

/** An expression that is printed. Numbers of values are floats, which Go would print with an exponent. */
export function printedText(expression: Expression, names: Names = noNames): string {
  const text = textOf(expression, names);
  const type = typeOf(expression);
  if (type === 'number') return `${text} | toJson`;
  return type === 'integer' && expression.kind === 'field' ? `${text} | int64` : text;
}
