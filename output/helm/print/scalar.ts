import { scalarToYaml } from '../../yaml.ts';
import type { Node } from '../merge/merge.ts';
import type { Symbols } from '../sample/symbols.ts';
import { call, type Expression, literal, type Piece, piped } from '../template/expression.ts';
import { isPath, typeOf } from '../template/inspect.ts';
import {
  actionLine,
  escaped,
  type Line,
  line,
  printable,
  printing,
  type Token,
  textOf,
  tokensOf,
} from '../template/line.ts';

/** Writes a scalar with everything that markers stand for, as it stands behind `key: ` or `- `. */
export function writeScalar(value: unknown, symbols: Symbols, indent: string): Line[] {
  const text = String(value);
  if (typeof value !== 'string' && typeof value !== 'number') return onOneLine(text);
  const pieces = symbols.piecesOf(text);
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === 'object') return writeExpression(only, value, indent);
  if (typeof value === 'number') return onOneLine(text);
  if (pieces.some(isFreeText)) return onOneLine(printing(formatted(pieces)));
  if (text.includes('\n')) return block(text, pieces, indent);
  const isLiteral = pieces.every(piece => typeof piece === 'string');
  return isLiteral ? onOneLine(...escaped(scalarToYaml(text))) : inQuotes(pieces);
}

/** A long text may break at blanks, but for one that is printed in rounds. */
function onOneLine(...tokens: readonly Token[]): Line[] {
  const inRounds = tokens.some(token => typeof token === 'object' && token.kind === 'range');
  return [{ tokens, isFlow: typeof tokens[0] !== 'object' && !inRounds }];
}

/** A key of a map. */
export function writeKey(key: string, symbols: Symbols): readonly Token[] {
  return writeScalar(key, symbols, '')[0]?.tokens ?? [];
}

/** One line of a text in block style. @throws for free text, whose line breaks and quotes would end it. */
export function writeLine(node: Node, symbols: Symbols, indent: string): Line {
  const pieces = node.kind === 'scalar' ? symbols.piecesOf(String(node.value)) : [];
  const free = pieces.find(isFreeText);
  if (free !== undefined)
    throw new Error(`expected words in a text of several lines, found free text: ${textOf(free)}`);
  const isEmpty = pieces.every(piece => piece === '');
  return isEmpty ? line() : line(indent, ...pieces.map(piece => indented(piece, indent)).flatMap(tokensOf));
}

/** Rounds that make several lines: each further line begins where the first one does. */
function indented(piece: Piece, indent: string): Piece {
  const isOfLines = typeof piece === 'object' && piece.kind === 'range';
  return isOfLines ? { ...piece, separator: piece.separator.replaceAll('\n', `\n${indent}`) } : piece;
}

/** A value that may hold quotes and line breaks. */
function isFreeText(piece: Piece): piece is Expression {
  return typeof piece === 'object' && piece.kind !== 'range' && typeOf(piece) === 'text';
}

/** Lines of which the first stands behind something else. */
export function behind(start: readonly Token[], [first, ...rest]: readonly Line[]): Line[] {
  return first ? [{ ...first, tokens: [...start, ...first.tokens] }, ...rest] : [];
}

/** A value that is a whole scalar. @throws for a part of an object. */
function writeExpression(expression: Expression, marker: string | number, indent: string): Line[] {
  if (expression.kind === 'range') {
    // Quotes or backslashes of the text around actions would end or change a quoted scalar.
    const texts = expression.body.filter(piece => typeof piece === 'string').join('');
    const isPlain = !texts.includes('"') && !texts.includes('\\');
    return isPlain ? inQuotes([expression]) : block(String(marker), [expression], indent);
  }
  const type = typeOf(expression);
  if (type === 'block' || type === 'data')
    throw new Error(`expected one value, found a part of an object: ${textOf(expression)}`);
  if (type === 'lines') {
    const value = piped('nindent', literal(indent.length), expression);
    return [line('|'), actionLine(indent, { kind: 'print', value })];
  }
  const isNumber = type === 'integer' || type === 'number';
  const isBare = type === 'boolean' || (isNumber && typeof marker === 'number');
  if (isBare) return onOneLine(printing(printable(expression)));
  // A call of `quote` takes as long as the rest of the line: a twentieth of a fleet's time in all.
  const isQuoted = isNumber || (type === 'word' && isPath(expression));
  return isQuoted ? inQuotes([expression]) : onOneLine(printing(piped('quote', expression)));
}

function inQuotes(pieces: readonly Piece[]): Line[] {
  const inner = pieces.flatMap(piece =>
    typeof piece === 'string' ? escaped(JSON.stringify(piece).slice(1, -1)) : tokensOf(piece),
  );
  return onOneLine('"', ...inner, '"');
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
function block(value: string, pieces: readonly Piece[], indent: string): Line[] {
  const text = value.endsWith('\n') ? value.slice(0, -1) : value;
  if (text.trim() !== text) return inQuotes(pieces);
  const rows = rowsOf(pieces.flatMap(tokensOf));
  const style = line(value.endsWith('\n') ? '|' : '|-');
  return [style, ...rows.map(row => (row.length === 0 ? line() : line(indent, ...row)))];
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
