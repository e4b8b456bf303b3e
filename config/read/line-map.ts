/** The last key of a path as `formatPath` writes it. */
const lastKey = /(?:^|\.)[-\w]+$|\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/;

/** The offset of every key in a text, by its path as messages write it. */
export class LineMap {
  private readonly offsets = new Map<string, number>();
  private starts: readonly number[] | undefined;

  constructor(private readonly text: string) {}

  set(path: string, offset: number): void {
    this.offsets.set(path, offset);
  }

  /**
   * The line of a key, from 1. For a value inside an alias, it is the line of the key that has the alias. - undefined:
   * neither the key nor a key above it is in the text.
   */
  lineOf(path: string): number | undefined {
    let offset = this.offsets.get(path);
    for (let above = path; offset === undefined && above !== ''; offset = this.offsets.get(above)) {
      const shorter = above.replace(lastKey, '');
      if (shorter === above) return undefined;
      above = shorter;
    }
    if (offset === undefined) return undefined;
    this.starts ??= startsOfLines(this.text);
    return countUpTo(this.starts, offset);
  }
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  return countUpTo(startsOfLines(text), offset);
}

/** The offset of the first character of each line. */
function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** How many of the ascending numbers are at most `most`. */
function countUpTo(ascending: readonly number[], most: number): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ascending[middle] ?? 0) <= most) from = middle + 1;
    else to = middle;
  }
  return from;
}
