import { type Expression, type Field, literal, type Piece, piped } from './expression.ts';
import { partsOf, typeOf } from './inspect.ts';
import { type Names, textOf } from './text.ts';

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
export type Token = string | (Action & { readonly trims: boolean });

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
  switch (action.kind) {
    case 'print':
      return textOf(action.value, names);
    case 'if':
    case 'else if':
      return `${action.kind} ${textOf(action.condition, names)}`;
    case 'range': {
      const { key, item, over } = action;
      return `range ${key ? `${textOf(key)}, ` : ''}${textOf(item)} := ${textOf(over, names)}`;
    }
    case 'set':
      return `${action.variable} ${action.isNew ? ':=' : '='} ${textOf(action.value, names)}`;
    case 'define':
      return `define ${textOf(literal(action.name))}`;
    default:
      return action.kind;
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
  const body = (pieces: readonly Piece[]) => pieces.flatMap(tokensOf);
  const end = { kind: 'end', trims: false } as const;
  if (piece.kind === 'if') {
    return [{ kind: 'if', condition: piece.condition, trims: false }, ...body(piece.body), end];
  }
  if (piece.kind === 'range') {
    const { index, item, over } = piece;
    return [{ kind: 'range', key: index, item, over, trims: false }, ...body(piece.body), end];
  }
  return [printing(printable(piece))];
}

export function printing(value: Expression): Token {
  return { kind: 'print', value, trims: false };
}

/** Numbers of values are floats, which Go would print with an exponent. */
export function printable(expression: Expression): Expression {
  const type = typeOf(expression);
  if (type === 'number') return piped('toJson', expression);
  return type === 'integer' && expression.kind === 'field' ? piped('int64', expression) : expression;
}

/** Literal braces, as templates write them. */
export function escaped(text: string): Token[] {
  const [open, close] = ['{{', '}}'].map(braces => printing(literal(braces))) as [Token, Token];
  return between(text.split('{{'), open).flatMap(part =>
    typeof part === 'string' ? between(part.split('}}'), close) : [part],
  );
}

function between(parts: readonly string[], separator: Token): Token[] {
  return parts.flatMap((part, index) => [
    ...(index === 0 ? [] : [separator]),
    ...(part === '' ? [] : [part]),
  ]);
}
