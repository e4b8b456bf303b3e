/** What a marker stands for in a template. */
export interface Placeholder {
  /** A pipeline without braces, such as `$app.image`. */
  readonly pipeline: string;
  /**
   * `text` may hold any character, `word` none that YAML or a quoted scalar would read as something else;
   * `integer`, `number` and `boolean` are written without quotes where they stand alone; `block` is a whole part of an object;
   * `lines` is a text of several lines, written below its key;
   * `template` is template text with braces of its own.
   */
  readonly kind: 'text' | 'word' | 'integer' | 'number' | 'boolean' | 'block' | 'lines' | 'template';
  /** Ids of the loops that the symbol is only known in. */
  readonly loops: readonly string[];
}

/** A piece of a text: itself, or what a marker in it stands for. */
export type Piece = string | Placeholder;

const firstNumber = 710_000_001;

/** No number is divisible by 60, so that no duration is written in minutes. */
const stepBetweenNumbers = 60;

const anyMarker = /zq(\d+)qz|(?<!\d)(7[1-9]\d{7})(?!\d)/g;

/**
 * Markers: texts and numbers that go through the constructs in place of values, and are found again in what comes
 * out. Equal symbols have equal markers, so that variants can be compared as plain data.
 */
export class Symbols {
  private readonly all: Placeholder[] = [];
  private readonly indexes = new Map<string, number>();

  text(symbol: Placeholder): string {
    return `zq${this.indexOf(symbol)}qz`;
  }

  number(symbol: Placeholder): number {
    return firstNumber + stepBetweenNumbers * this.indexOf(symbol);
  }

  /** The one symbol that a value is the marker of. */
  symbolOf(value: unknown): Placeholder | undefined {
    const [first, ...rest] = this.piecesOf(String(value));
    return rest.length === 0 && typeof first === 'object' ? first : undefined;
  }

  piecesOf(text: string): Piece[] {
    const pieces: Piece[] = [];
    let end = 0;
    for (const match of text.matchAll(anyMarker)) {
      const symbol = this.at(match);
      if (symbol === undefined) continue;
      if (match.index > end) pieces.push(text.slice(end, match.index));
      pieces.push(symbol);
      end = match.index + match[0].length;
    }
    if (end < text.length) pieces.push(text.slice(end));
    return pieces;
  }

  /** Ids of all loops that any marker in a value is only known in. */
  loopsOf(value: unknown): Set<string> {
    const pieces = this.piecesOf(JSON.stringify(value) ?? '');
    return new Set(pieces.flatMap(piece => (typeof piece === 'string' ? [] : piece.loops)));
  }

  private at([, text, number]: RegExpMatchArray): Placeholder | undefined {
    const index = text === undefined ? (Number(number) - firstNumber) / stepBetweenNumbers : Number(text);
    return this.all[index];
  }

  private indexOf(symbol: Placeholder): number {
    const key = JSON.stringify([symbol.pipeline, symbol.kind, symbol.loops]);
    const index = this.indexes.get(key) ?? this.all.push(symbol) - 1;
    this.indexes.set(key, index);
    return index;
  }
}

/** A symbol's pipeline as the argument of a function. */
export function argument({ pipeline }: Placeholder): string {
  return /^[$\w.]+$/.test(pipeline) ? pipeline : `(${pipeline})`;
}
