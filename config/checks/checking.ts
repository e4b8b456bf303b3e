import type { z } from 'zod';
import type { Path } from '../path.ts';

/**
 * One run of the checks that compare fields with each other.
 *
 * They run even when some fields are wrong by themselves, so that all problems are told at once; a check looks only
 * at parts that are sound.
 */
export class Checking {
  private readonly faults: readonly Path[];
  /** The paths that were refused. */
  private readonly refused: ReadonlySet<string>;
  /** The paths above and at those that were refused. */
  private readonly touched: ReadonlySet<string>;

  constructor(private readonly context: z.RefinementCtx) {
    this.faults = context.issues
      .filter(issue => issue.code !== 'unrecognized_keys')
      .map(issue => issue.path ?? []);
    this.refused = new Set(this.faults.map(keyOf));
    this.touched = new Set(this.faults.flatMap(prefixesOf));
  }

  /** Whether nothing at, above or below the path was refused, so that its value is what its type says. */
  sound(...path: Path): boolean {
    return this.faults.length === 0 || (this.present(...path) && !this.touched.has(keyOf(path)));
  }

  /** Whether nothing at or above the path was refused: the value is there, though parts of it may be wrong. */
  present(...path: Path): boolean {
    return this.faults.length === 0 || !prefixesOf(path).some(prefix => this.refused.has(prefix));
  }

  /** The keys of a record, also those that were refused themselves. */
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

/** The paths from the whole down to this one. */
function prefixesOf(path: Path): string[] {
  return Array.from({ length: path.length + 1 }, (_, length) => keyOf(path.slice(0, length)));
}
