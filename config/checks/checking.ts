import type { z } from 'zod';
import type { Path } from '../path.ts';

/**
 * One run of the checks that compare fields with each other.
 *
 * They run even when some fields are wrong, so that all problems are reported at once. A check reads only the parts
 * that are sound.
 */
export class Checking {
  private readonly faults: readonly Path[];
  /** The paths that were refused. */
  private readonly refused: ReadonlySet<string>;
  /** The paths that were refused, and all paths above them. */
  private readonly touched: ReadonlySet<string>;

  constructor(private readonly context: z.RefinementCtx) {
    this.faults = context.issues
      .filter(issue => issue.code !== 'unrecognized_keys')
      .map(issue => issue.path ?? []);
    this.refused = new Set(this.faults.map(keyOf));
    this.touched = new Set(this.faults.flatMap(prefixesOf));
  }

  /** Whether nothing at, above or below the path was refused, so that the value has its type. */
  isSound(...path: Path): boolean {
    return this.faults.length === 0 || (this.isPresent(...path) && !this.touched.has(keyOf(path)));
  }

  /** Whether nothing at or above the path was refused: the value exists, but parts of it may be wrong. */
  isPresent(...path: Path): boolean {
    return this.faults.length === 0 || !prefixesOf(path).some(prefix => this.refused.has(prefix));
  }

  /** The keys of a record, including those that were refused. */
  keysOf(record: object, ...path: Path): string[] {
    const within = keyOf(path);
    const refused = this.faults
      .filter(fault => fault.length === path.length + 1 && keyOf(fault.slice(0, -1)) === within)
      .map(fault => String(fault.at(-1)));
    return [...new Set([...Object.keys(record), ...refused])];
  }

  refuse(path: Path, message: string): void {
    this.context.addIssue({ code: 'custom', path: [...path], message });
  }
}

function keyOf(path: Path): string {
  return JSON.stringify(path.map(String));
}

/** The paths from the root down to this one. */
function prefixesOf(path: Path): string[] {
  return Array.from({ length: path.length + 1 }, (_, length) => keyOf(path.slice(0, length)));
}
