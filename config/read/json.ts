import { pathBelow } from '../path.ts';
import { badInput } from '../problem.ts';
import { show } from '../units/expected.ts';
import { LineMap, lineAt } from './line-map.ts';

const whitespace = /[ \t\n\r]*/y;
const string = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;
const deepest = 100;

/**
 * Reads JSON like `JSON.parse`, but refuses a duplicate key, and gives the line of every fault, which `JSON.parse` does
 * only in some versions of Node.js. Remembers where each key is.
 */
export class JsonReader {
  readonly lines: LineMap;
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {
    this.lines = new LineMap(text);
  }

  /** @throws BadInput with the line, when the text is not JSON. */
  read(): unknown {
    const value = this.value('', 0);
    if (this.peek() !== '') throw this.fault('expected the end of the file');
    return value;
  }

  private value(path: string, depth: number): unknown {
    const first = this.peek();
    if (depth > deepest) throw this.fault(`has more than ${deepest} levels; nest it less`);
    if (first === '{') return this.object(path, depth + 1);
    if (first === '[') return this.list(path, depth + 1);
    return first === '"' ? this.string() : JSON.parse(this.take(scalar, 'expected a value'));
  }

  private object(path: string, depth: number): object {
    const entries: [string, unknown][] = [];
    const keys = new Set<string>();
    for (let hasNext = this.skipOpening('}'); hasNext; hasNext = this.skipSeparator('}')) {
      this.peek();
      const start = this.at;
      const key = this.string();
      if (keys.has(key))
        throw this.fault(`has the key ${show(key)} a second time; remove one of the two`, start);
      keys.add(key);
      const place = pathBelow(path, key);
      this.lines.set(place, start);
      if (this.peek() !== ':') throw this.fault('expected a colon after the key');
      this.at += 1;
      entries.push([key, this.value(place, depth)]);
    }
    return Object.fromEntries(entries);
  }

  private list(path: string, depth: number): unknown[] {
    const items: unknown[] = [];
    for (let hasNext = this.skipOpening(']'); hasNext; hasNext = this.skipSeparator(']')) {
      this.peek();
      const place = pathBelow(path, items.length);
      this.lines.set(place, this.at);
      items.push(this.value(place, depth));
    }
    return items;
  }

  /** Steps over an opening bracket. False when the closing one follows. */
  private skipOpening(close: string): boolean {
    this.at += 1;
    if (this.peek() !== close) return true;
    this.at += 1;
    return false;
  }

  /** Steps over a comma; or over the closing bracket, and then returns false. */
  private skipSeparator(close: string): boolean {
    const found = this.peek();
    if (found !== ',' && found !== close) throw this.fault(`expected a comma or ${close}`);
    this.at += 1;
    if (found === ',' && this.peek() === close) throw this.fault(`has a comma before ${close}; remove it`);
    return found === ',';
  }

  private string(): string {
    const expected = 'expected a string in double quotes';
    const start = this.at;
    const text = this.take(string, expected);
    try {
      return JSON.parse(text);
    } catch {
      throw this.fault(expected, start);
    }
  }

  private take(token: RegExp, expected: string): string {
    token.lastIndex = this.at;
    const found = token.exec(this.text)?.[0];
    if (found === undefined) throw this.fault(expected);
    this.at += found.length;
    return found;
  }

  /** Skips whitespace. Returns the next character, or an empty string at the end. */
  private peek(): string {
    whitespace.lastIndex = this.at;
    this.at += whitespace.exec(this.text)?.[0].length ?? 0;
    return this.text.charAt(this.at);
  }

  private fault(message: string, at = this.at) {
    const found = this.text.slice(at).split('\n')[0]?.trim() ?? '';
    const end = at >= this.text.length ? 'the end of the file' : show(found || 'the end of the line');
    const text = message.startsWith('expected') ? `is not JSON: ${message}, found ${end}` : message;
    return badInput({ file: this.file, line: lineAt(this.text, at), message: text });
  }
}
