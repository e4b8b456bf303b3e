import { type Expression, type Field, literal, type Piece, piped } from './expression.ts';
import { partsOf, typeOf } from './inspect.ts';

/** What stands between the braces of a template. */
export type Action =
  | { readonly kind: 'print'; readonly value: Expression }
  | { readonly kind: 'if' | 'else if'; readonly condition: Expression }
  | { readonly kind: 'else' | 'end' }
  | { readonly kind: 'range'; readonly key?: Field; readonly item: Field; readonly over: Expression }
  /** `isNew`: the variable begins here. */
  | { readonly kind: 'set'; readonly variable: string; readonly value: Expression; readonly isNew: boolean }
  | { readonly kind: 'define'; readonly name: string };

/** A piece of a line: text as it is, or an action; `trims` takes away the white space before it. */
export type Token = string | (Action & { readonly trims?: boolean });

/** Names of variables that hold what an expression yields, by the expression's text. */
type Names = ReadonlyMap<string, string>;

/** A line of a template. */
export interface Line {
  readonly tokens: readonly Token[];
  /** Whether YAML puts the line together again where it breaks at a blank. Default: false. */
  readonly isFlow?: boolean;
  /** What its further lines are indented more than, where it breaks. Default: the line itself. */
  readonly hanging?: string;
  /** Variables that hold what the line asks for. Default: none. */
  readonly names?: Names;
}

export function line(...tokens: readonly Token[]): Line {
  return { tokens };
}

/** A line of one action. */
export function actionLine(indent: string, action: Action): Line {
  return line(indent, { ...action, trims: true });
}

/** The text of an action, without its braces. */
export function textOfAction(action: Action, names?: Names): string {
  const computed = computedBy(action).map(expression => textOf(expression, names));
  switch (action.kind) {
    case 'print':
      return computed.join('');
    case 'set':
      return [action.variable, action.isNew ? ':=' : '=', ...computed].join(' ');
    case 'range': {
      const variables = [...(action.key ? [action.key] : []), action.item].map(field => textOf(field));
      return ['range', variables.join(', '), ':=', ...computed].join(' ');
    }
    case 'define':
      return `define ${JSON.stringify(action.name)}`;
    default:
      return [action.kind, ...computed].join(' ');
  }
}

/** What an action computes. */
function computedBy(action: Action): Expression[] {
  if (action.kind === 'print' || action.kind === 'set') return [action.value];
  if (action.kind === 'if' || action.kind === 'else if') return [action.condition];
  return action.kind === 'range' ? [action.over] : [];
}

/** Everything that lines compute, and what lies inside of it. */
export function computedIn(lines: readonly Line[]): Expression[] {
  return lines.flatMap(({ tokens }) =>
    tokens.flatMap(token => (typeof token === 'string' ? [] : computedBy(token).flatMap(partsOf))),
  );
}

/** A piece of a text as template text. */
export function tokensOf(piece: Piece): Token[] {
  if (typeof piece === 'string') return escaped(piece);
  if (piece.kind !== 'range') return [printing(printable(piece))];
  const { index, item, over, separator, body } = piece;
  const isFurther: Token = { kind: 'if', condition: index };
  const end: Token = { kind: 'end' };
  return [
    { kind: 'range', key: index, item, over },
    ...(separator === '' ? [] : [isFurther, ...escaped(separator), end]),
    ...body.flatMap(tokensOf),
    end,
  ];
}

export function printing(value: Expression): Token {
  return { kind: 'print', value };
}

/** Numbers of values are floats, which Go would print with an exponent. */
export function printable(expression: Expression): Expression {
  const type = typeOf(expression);
  if (type === 'number') return piped('toJson', expression);
  return type === 'integer' && expression.kind === 'field' ? piped('int64', expression) : expression;
}

/** Literal braces, as templates write them. */
export function escaped(text: string): Token[] {
  return apart(text, '{{').flatMap(part => (typeof part === 'string' ? apart(part, '}}') : [part]));
}

function apart(text: string, braces: string): Token[] {
  const parts = text.split(braces).flatMap(part => [printing(literal(braces)), part]);
  return parts.slice(1).filter(part => part !== '');
}

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
