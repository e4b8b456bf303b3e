import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { badInput } from '../../config/problem.ts';
import { type Ownership, readRecord, recordFile } from './record.ts';

export type EntryKind = 'file' | 'folder' | 'link' | 'other';

/** The folder before it is replaced. */
export interface OldTree {
  readonly folder: string;
  readonly exists: boolean;
  /** Everything in the folder, by path with forward slashes; a folder comes before its content. */
  readonly entries: ReadonlyMap<string, EntryKind>;
  readonly record: Ownership | undefined;
  read(path: string): Buffer;
}

/**
 * Reads the folder that is to be replaced.
 *
 * @throws BadInput if it holds files and no record: then slipway did not write them.
 */
export function readOldTree(folder: string): OldTree {
  const exists = existsSync(folder);
  const entries = new Map<string, EntryKind>();
  if (exists) collect(folder, '', entries);
  const record = readRecord(folder);
  if (record === undefined && [...entries.values()].some(kind => kind !== 'folder')) {
    throw badInput({
      file: folder,
      message:
        `expected an empty folder or one that slipway wrote, found files and no ${recordFile}; ` +
        'name another folder with --output, or empty this one',
    });
  }
  return { folder, exists, entries, record, read: path => readFileSync(join(folder, path)) };
}

function collect(folder: string, below: string, entries: Map<string, EntryKind>): void {
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below + entry.name;
    if (entry.isDirectory()) {
      entries.set(path, 'folder');
      collect(folder, `${path}/`, entries);
    } else entries.set(path, entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'link' : 'other');
  }
}
