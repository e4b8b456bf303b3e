import type { Expression, Field } from './expression.ts';

/** Names of variables that hold what an expression yields, by the expression's text. */
export type Names = ReadonlyMap<string, string>;

/** An expression as a template writes it, without braces. */
export function textOf(expression: Expression, names: Names = new Map()): string {
  const text = plainTextOf(expression, names);
  return names.get(text) ?? text;
}

function plainTextOf(expression: Expression, names: Names): string {
  if (expression.kind === 'variable') return expression.name;
  if (expression.kind === 'field') return fieldText(expression, names);
  if (expression.kind === 'literal') return JSON.stringify(expression.value);
  if (expression.kind === 'range')
    throw new Error('expected a value to compute with, found a text that is printed');
  const { name, operands, isPiped } = expression;
  const last = isPiped ? operands.at(-1) : undefined;
  const others = last ? operands.slice(0, -1) : operands;
  const words = [name, ...others.map(operand => operandText(operand, names))].join(' ');
  return last ? `${textOf(last, names)} | ${words}` : words;
}

/** A call with operands stands in parentheses, unless a variable holds what it yields. */
function operandText(expression: Expression, names: Names): string {
  const text = textOf(expression, names);
  return expression.kind === 'call' && text.includes(' ') ? `(${text})` : text;
}

/** `(($.Values.database).backup).endpoint`: parentheses around what may be absent make its fields absent, too. */
function fieldText({ of, path, certain = path.length }: Field, names: Names): string {
  return path.reduce(
    (text, key, index) => {
      const isUncertain = index >= certain && index + 1 < path.length;
      return isUncertain ? `(${text}.${key})` : `${text}.${key}`;
    },
    operandText(of, names),
  );
}
