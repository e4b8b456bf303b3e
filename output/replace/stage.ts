import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { OldTree } from './old-tree.ts';
import { foldersAbove, type Plan } from './plan.ts';

/**
 * Writes the complete new tree into a new folder.
 *
 * Files that stay are hard links to the old ones: they take no space, and keep their time stamps.
 */
export function stageTree(stage: string, old: OldTree, plan: Plan, files: ReadonlyMap<string, string>): void {
  mkdirSync(stage, { mode: old.exists ? lstatSync(old.folder).mode & 0o7777 : 0o777 });
  const staying = [...plan.kept, ...plan.foreign];
  const folders = new Set([...plan.written, ...plan.unchanged, ...staying].flatMap(foldersAbove));
  for (const folder of folders) mkdirSync(join(stage, folder), { recursive: true });
  for (const path of plan.unchanged) keepFile(join(old.folder, path), join(stage, path));
  for (const path of staying) keepEntry(old, stage, path);
  for (const path of plan.written) writeFileSync(join(stage, path), files.get(path) ?? '');
}

/** Takes over an entry of any kind: a link stays a link. */
function keepEntry(old: OldTree, stage: string, path: string): void {
  const from = join(old.folder, path);
  const to = join(stage, path);
  const kind = old.entries.get(path);
  if (kind === 'folder') mkdirSync(to, { recursive: true });
  else if (kind === 'link') symlinkSync(readlinkSync(from), to);
  else keepFile(from, to);
}

function keepFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
    const { atime, mtime } = lstatSync(from);
    utimesSync(to, atime, mtime);
  }
}
