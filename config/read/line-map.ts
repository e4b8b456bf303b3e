/** Where the keys of a text are: the offset of every key, by its path as messages write it. */
export class LineMap {
  private readonly offsets = new Map<string, number>();

  constructor(private readonly text: string) {}

  set(path: string, offset: number): void {
    this.offsets.set(path, offset);
  }

  /** The line of a key, from 1. - not in the text: undefined. */
  lineOf(path: string): number | undefined {
    const offset = this.offsets.get(path);
    return offset === undefined ? undefined : lineAt(this.text, offset);
  }
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
