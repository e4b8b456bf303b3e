import { dump } from 'js-yaml';
import type { Symbols } from '../sample/symbols.ts';
import { call, type Expression, literal, type Piece, piped, type Range } from '../template/expression.ts';
import { isPath, typeOf } from '../template/inspect.ts';
import {
  actionLine,
  escaped,
  type Line,
  line,
  printable,
  printing,
  type Token,
  tokensOf,
} from '../template/line.ts';
import { textOf } from '../template/text.ts';

/** A scalar behind `key:` or `- `: the rest of that line, and further lines of a text in block style. */
export interface Written {
  readonly first: readonly Token[];
  readonly rest: readonly Line[];
}

/** Writes a scalar with everything that markers stand for. */
export function writeScalar(value: unknown, symbols: Symbols, indent: string): Written {
  if (typeof value !== 'string' && typeof value !== 'number') return onOneLine(String(value));
  const pieces = symbols.piecesOf(String(value));
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === 'object')
    return writeExpression(only, String(value), typeof value, indent);
  if (typeof value === 'number') return onOneLine(String(value));
  if (pieces.some(piece => typeof piece === 'object' && piece.kind !== 'range' && typeOf(piece) === 'text')) {
    return onOneLine(printing(formatted(pieces)));
  }
  if (value.includes('\n')) return block(value, pieces, indent);
  if (pieces.every(piece => typeof piece === 'string')) return onOneLine(...literalTokens(value));
  return onOneLine(...inQuotes(pieces));
}

function onOneLine(...first: readonly Token[]): Written {
  return { first, rest: [] };
}

/** A key of a map. */
export function writeKey(key: string, symbols: Symbols): readonly Token[] {
  return writeScalar(key, symbols, '').first;
}

/** One line of a text in block style. */
export function writeLine(text: string, symbols: Symbols): Token[] {
  return symbols.piecesOf(text).flatMap(tokensOf);
}

/** A value that is a whole scalar. @throws for a part of an object. */
function writeExpression(expression: Expression, marker: string, as: string, indent: string): Written {
  if (expression.kind === 'range') {
    return holdsQuotes(expression)
      ? block(marker, [expression], indent)
      : onOneLine(...inQuotes([expression]));
  }
  switch (typeOf(expression)) {
    case 'lines': {
      const value = piped('nindent', literal(indent.length), expression);
      return { first: ['|'], rest: [actionLine(indent, { kind: 'print', value })] };
    }
    case 'block':
    case 'data':
      throw new Error(`expected one value, found a part of an object: ${textOf(expression)}`);
    case 'boolean':
      return onOneLine(printing(expression));
    case 'integer':
    case 'number':
      return as === 'string'
        ? onOneLine(...inQuotes([expression]))
        : onOneLine(printing(printable(expression)));
    case 'word':
      // A call of `quote` takes as long as the rest of the line: a twentieth of a fleet's time in all.
      return isPath(expression)
        ? onOneLine(...inQuotes([expression]))
        : onOneLine(printing(piped('quote', expression)));
    default:
      return onOneLine(printing(piped('quote', expression)));
  }
}

/** Whether the text around actions has quotes or backslashes, which would end or change a quoted scalar. */
function holdsQuotes({ body }: Range): boolean {
  return body.some(piece => typeof piece === 'string' && (piece.includes('"') || piece.includes('\\')));
}

function literalTokens(text: string): Token[] {
  return escaped(dump(text, { lineWidth: -1 }).trimEnd());
}

function inQuotes(pieces: readonly Piece[]): Token[] {
  const inner = pieces.flatMap(piece =>
    typeof piece === 'string' ? escaped(JSON.stringify(piece).slice(1, -1)) : tokensOf(piece),
  );
  return ['"', ...inner, '"'];
}

/** For values that may hold quotes and line breaks: all is put together first, and quoted then. */
function formatted(pieces: readonly Piece[]): Expression {
  const format = pieces
    .map(piece => (typeof piece === 'string' ? piece.replaceAll('%', '%%') : '%s'))
    .join('');
  const values = pieces.flatMap(piece => (typeof piece === 'string' ? [] : [asText(piece)]));
  return piped('quote', call('printf', literal(format), ...values));
}

function asText(expression: Expression): Expression {
  if (expression.kind === 'range')
    throw new Error('expected one value next to free text, found one for each item of a list');
  return typeOf(expression) === 'integer' ? piped('toString', printable(expression)) : printable(expression);
}

/** A text of several lines; in quotes where its white space would not survive the block style. */
function block(value: string, pieces: readonly Piece[], indent: string): Written {
  const text = value.endsWith('\n') ? value.slice(0, -1) : value;
  if (text.trim() !== text) return onOneLine(...inQuotes(pieces));
  const rows = rowsOf(pieces.flatMap(tokensOf));
  return {
    first: [value.endsWith('\n') ? '|' : '|-'],
    rest: rows.map(row => (row.length === 0 ? line() : line(indent, ...row))),
  };
}

/** Tokens line by line, without a line break at the end. */
function rowsOf(tokens: readonly Token[]): Token[][] {
  const rows: Token[][] = [[]];
  for (const token of tokens) {
    const [first = '', ...others] = typeof token === 'string' ? token.split('\n') : [token];
    if (first !== '') rows.at(-1)?.push(first);
    for (const other of others) rows.push(other === '' ? [] : [other]);
  }
  return rows.at(-1)?.length === 0 ? rows.slice(0, -1) : rows;
}

/** The lines of a scalar behind `key: ` or `- `. */
export function written(start: readonly Token[], { first, rest }: Written): Line[] {
  const [opening = ''] = first;
  const isFlow =
    typeof opening === 'string' &&
    !opening.startsWith('|') &&
    !first.some(token => typeof token === 'object' && token.kind === 'range');
  return [{ tokens: [...start, ...first], isFlow }, ...rest];
}
