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

  constructor(private readonly context: z.RefinementCtx) {
    this.faults = context.issues
      .filter(issue => issue.code !== 'unrecognized_keys')
      .map(issue => issue.path ?? []);
  }

  /** Whether nothing at, above or below the path was refused, so that its value is what its type says. */
  sound(...path: Path): boolean {
    return !this.faults.some(fault => isWithin(fault, path) || isWithin(path, fault));
  }

  /** Whether nothing at or above the path was refused: the value is there, though parts of it may be wrong. */
  present(...path: Path): boolean {
    return !this.faults.some(fault => isWithin(path, fault));
  }

  /** The keys of a record, also those that were refused themselves. */
  keysOf(record: object, ...path: Path): string[] {
    const refused = this.faults
      .filter(fault => fault.length === path.length + 1 && isWithin(fault, path))
      .map(fault => String(fault[path.length]));
    return [...new Set([...Object.keys(record), ...refused])];
  }

  refuse(path: Path, message: string): void {
    this.context.addIssue({ code: 'custom', path: [...path], message });
  }
}

function isWithin(path: Path, folder: Path): boolean {
  return folder.every((key, index) => path[index] === key);
}
