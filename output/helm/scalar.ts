import { dump } from 'js-yaml';
import { escaped, inline, printed } from './pieces.ts';
import type { Piece, Placeholder, Symbols } from './symbols.ts';

/** The longest line of a template. */
export const longestLine = 160;

/** A scalar behind `key:` or `- `: the rest of that line, and further lines of a text in block style. */
export interface Written {
  readonly first: string;
  readonly rest: readonly string[];
}

/** Writes a scalar with everything that markers stand for. */
export function writeScalar(value: unknown, symbols: Symbols, indent: string): Written {
  if (typeof value !== 'string' && typeof value !== 'number') return { first: String(value), rest: [] };
  const pieces = symbols.piecesOf(String(value));
  if (pieces.length === 1 && typeof pieces[0] === 'object') {
    if (pieces[0].kind === 'lines') return below(pieces[0], indent);
    if (pieces[0].kind === 'template' && holdsQuotes(pieces[0])) return block(String(value), pieces, indent);
    return { first: alone(pieces[0], typeof value === 'string'), rest: [] };
  }
  if (typeof value === 'number') return { first: String(value), rest: [] };
  if (pieces.some(piece => typeof piece === 'object' && piece.kind === 'text')) {
    return { first: formatted(pieces), rest: [] };
  }
  if (value.includes('\n')) return block(value, pieces, indent);
  if (pieces.every(piece => typeof piece === 'string')) return { first: literal(value), rest: [] };
  return { first: `"${pieces.map(quoted).join('')}"`, rest: [] };
}

/** A key of a map. */
export function writeKey(key: string, symbols: Symbols): string {
  return writeScalar(key, symbols, '').first;
}

/** One line of a text in block style. */
export function writeLine(line: string, symbols: Symbols): string {
  return symbols.piecesOf(line).map(inline).join('');
}

function below({ pipeline }: Placeholder, indent: string): Written {
  return { first: '|', rest: [`${indent}{{- ${pipeline} | nindent ${indent.length} }}`] };
}

/** Whether the text around actions has quotes or backslashes, which would end or change a quoted scalar. */
function holdsQuotes({ pipeline }: Placeholder): boolean {
  return /["\\]/.test(pipeline.replaceAll(/\{\{.*?\}\}/g, ''));
}

function alone(symbol: Placeholder, isText: boolean): string {
  switch (symbol.kind) {
    case 'template':
      return `"${symbol.pipeline}"`;
    case 'word':
      // A call of `quote` takes as long as the rest of the line: a twentieth of a fleet's time in all.
      if (/^[$\w.]+$/.test(symbol.pipeline)) return `"{{ ${symbol.pipeline} }}"`;
      return `{{ ${symbol.pipeline} | quote }}`;
    case 'text':
      return `{{ ${symbol.pipeline} | quote }}`;
    case 'block':
    case 'lines':
      throw new Error(`a block where one value belongs: ${symbol.pipeline}`);
    case 'boolean':
      return `{{ ${symbol.pipeline} }}`;
    default:
      return isText ? `"{{ ${printed(symbol)} }}"` : `{{ ${printed(symbol)} }}`;
  }
}

function literal(text: string): string {
  return escaped(dump(text, { lineWidth: -1 }).trimEnd());
}

function quoted(piece: Piece): string {
  return typeof piece === 'string' ? escaped(JSON.stringify(piece).slice(1, -1)) : inline(piece);
}

/** For values that may hold quotes and line breaks: all is put together first, and quoted then. */
function formatted(pieces: readonly Piece[]): string {
  const format = pieces
    .map(piece => (typeof piece === 'string' ? piece.replaceAll('%', '%%') : '%s'))
    .join('');
  const values = pieces.flatMap(piece => (typeof piece === 'string' ? [] : [textOf(piece)]));
  return `{{ printf ${JSON.stringify(format)} ${values.join(' ')} | quote }}`;
}

function textOf(symbol: Placeholder): string {
  if (symbol.kind === 'template') throw new Error(`no place for ${symbol.pipeline} beside free text`);
  const value = symbol.kind === 'integer' ? `${printed(symbol)} | toString` : printed(symbol);
  return value.includes(' ') ? `(${value})` : value;
}

function block(value: string, pieces: readonly Piece[], indent: string): Written {
  if (/^\s|\n\n$|[^\n]\s+$/.test(value.replace(/\n$/, ''))) return { first: JSON.stringify(value), rest: [] };
  const text = pieces.map(inline).join('').replace(/\n$/, '');
  const lines = text.split('\n').map(line => (line === '' ? '' : `${indent}${line}`));
  return { first: value.endsWith('\n') ? '|' : '|-', rest: lines };
}

/** The lines of a scalar behind `key: ` or `- `. */
export function written(start: string, { first, rest }: Written): string[] {
  const isFlow = /^[^|{]/.test(first) && !first.includes('{{ range ');
  const lines = isFlow ? foldLine(`${start}${first}`) : wrapLine(`${start}${first}`);
  return [...lines, ...rest.flatMap(line => wrapLine(line))];
}

/** Actions, with whatever braces their texts hold. */
const action = /\{\{(?:"(?:\\.|[^"\\])*"|[^"}]|\}(?!\}))*\}\}/g;

/** A line that is too long, in several: a flow scalar may break at any blank, which YAML puts back. */
function foldLine(line: string, indent = `${/^ */.exec(line)?.[0] ?? ''}  `): string[] {
  if (line.length <= longestLine) return [line];
  const actions = [...line.matchAll(action)].map(({ index, 0: text }) => ({
    from: index,
    to: index + text.length,
  }));
  const isFree = (at: number) =>
    line[at] === ' ' &&
    !/[\s\\]/.test(`${line[at - 1]}${line[at + 1]}`) &&
    !actions.some(({ from, to }) => at > from && at < to);
  for (let at = longestLine; at > indent.length + 40; at--) {
    if (isFree(at)) return [line.slice(0, at), ...foldLine(`${indent}${line.slice(at + 1)}`, indent)];
  }
  return wrapLine(line);
}

/**
 * A line that is too long, in several: `{{-` takes the line break before it away again. Breaks where a marker stands
 * as far as one does.
 */
export function wrapLine(line: string): string[] {
  if (line.length <= longestLine) return [line];
  const indent = `${/^ */.exec(line)?.[0] ?? ''}  `;
  const { at, within } = breakingPlace(line, indent.length);
  const rest = line.slice(at);
  const tail = { marker: `{{- ${rest.slice(3)}`, action: rest.trimStart(), text: `{{- "" }}${rest}` }[within];
  return [line.slice(0, at), ...wrapLine(`${indent}${tail}`)];
}

interface Place {
  readonly at: number;
  /** Before a marker, between two words of an action, or in text that no template touches. */
  readonly within: 'marker' | 'action' | 'text';
}

function breakingPlace(line: string, from: number): Place {
  const least = Math.max(40, from + 12);
  for (let at = longestLine - 4; at > least; at--) {
    if (line.startsWith('{{ ', at) && !/\s/.test(line[at - 1] ?? '')) return { at, within: 'marker' };
  }
  for (let at = longestLine - 4; at > least; at--) {
    const action = line.lastIndexOf('{{', at - 1);
    const inAction = action > line.lastIndexOf('}}', at - 1);
    const isBetweenWords = line[at] === ' ' && (line.slice(action, at).match(/"/g)?.length ?? 0) % 2 === 0;
    if (inAction && isBetweenWords) return { at, within: 'action' };
    if (!inAction && !/[\s\\{}]/.test(`${line[at - 1]}${line[at]}`)) return { at, within: 'text' };
  }
  throw new Error(`no place to break: ${line}`);
}
