import type { Expression, Piece } from '../template/expression.ts';
import { loopsOf, typeOf } from '../template/inspect.ts';

const firstNumber = 710_000_001;

/** No number is divisible by 60, so that no duration is written in minutes. */
const stepBetweenNumbers = 60;

const anyMarker = /zq(\d+)qz|(?<!\d)7[1-9]\d{7}(?!\d)/g;

/**
 * Markers: texts and numbers that go through the constructs in place of values, and are found again in what comes
 * out. Equal expressions have equal markers, so that variants can be compared as plain data.
 */
export class Symbols {
  private readonly all: Expression[] = [];
  private readonly indexes = new Map<string, number>();

  text(expression: Expression): string {
    return `zq${this.indexOf(expression)}qz`;
  }

  number(expression: Expression): number {
    return firstNumber + stepBetweenNumbers * this.indexOf(expression);
  }

  /** A number where the expression yields one. */
  marker(expression: Expression): string | number {
    const isNumber = ['integer', 'number'].includes(typeOf(expression));
    return isNumber ? this.number(expression) : this.text(expression);
  }

  /** The one expression that a value is the marker of. */
  expressionOf(value: unknown): Expression | undefined {
    const [first, ...rest] = this.piecesOf(String(value));
    return rest.length === 0 && typeof first === 'object' ? first : undefined;
  }

  piecesOf(text: string): Piece[] {
    const pieces: Piece[] = [];
    let end = 0;
    for (const match of text.matchAll(anyMarker)) {
      const [marker, index = (Number(match[0]) - firstNumber) / stepBetweenNumbers] = match;
      const expression = this.all[Number(index)];
      if (expression === undefined) continue;
      if (match.index > end) pieces.push(text.slice(end, match.index));
      pieces.push(expression);
      end = match.index + marker.length;
    }
    if (end < text.length) pieces.push(text.slice(end));
    return pieces;
  }

  /** What all markers in a value stand for. */
  expressionsIn(value: unknown): Expression[] {
    return this.piecesOf(JSON.stringify(value) ?? '').filter(piece => typeof piece === 'object');
  }

  /** Ids of all loops that any marker in a value is only known in. */
  loopsOf(value: unknown): Set<string> {
    return new Set(this.expressionsIn(value).flatMap(loopsOf));
  }

  private indexOf(expression: Expression): number {
    const key = JSON.stringify(expression);
    const index = this.indexes.get(key) ?? this.all.push(expression) - 1;
    this.indexes.set(key, index);
    return index;
  }
}
