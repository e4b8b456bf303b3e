import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { badInput } from '../../config/problem.ts';
import { compareCodePoints } from '../../config/units/order.ts';

/** The file that says which files of a tree are ours. */
export const recordFile = '.slipway.json';

const format = 1;

/** What the record of a tree says. */
export interface Ownership {
  /** SHA-256 of every file that was written, by path with forward slashes. */
  readonly files: ReadonlyMap<string, string>;
  /** By environment, the Secrets that must exist in the cluster because others own them. */
  readonly expects: Readonly<Record<string, readonly string[]>>;
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The record's text: one line a file, in order, so that Git shows and merges what changed. */
export function recordText(files: ReadonlyMap<string, string>, expects: Ownership['expects']): string {
  const paths = [...files.keys()].sort(compareCodePoints);
  const hashes = Object.fromEntries(paths.map(path => [path, sha256(files.get(path) ?? '')]));
  return `${JSON.stringify({ format, expects, files: hashes }, null, 2)}\n`;
}

/**
 * The record of a tree; undefined when the folder has none.
 *
 * @throws BadInput when there is one that cannot be read, such as one with conflict markers of a merge.
 */
export function readRecord(folder: string): Ownership | undefined {
  const file = join(folder, recordFile);
  if (!existsSync(file)) return undefined;
  const record = parse(readFileSync(file, 'utf8'));
  if (record === undefined) {
    throw badInput({
      file,
      message:
        `expected the record that slipway writes (format ${format}), found something else; ` +
        'restore the file from Git, or delete the folder and synthesize again',
    });
  }
  return record;
}

function parse(text: string): Ownership | undefined {
  try {
    const record = JSON.parse(text);
    if (record.format !== format) return undefined;
    return { files: new Map(Object.entries<string>(record.files)), expects: record.expects };
  } catch {
    return undefined;
  }
}
