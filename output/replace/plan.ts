import { BadInput, type Problem } from '../../config/problem.ts';
import type { OldTree } from './old-tree.ts';
import { recordFile, sha256 } from './record.ts';

/** What a replacement does with every path. "Ours" are the files that slipway wrote. */
export interface Plan {
  /** Ours, new or with new content. */
  readonly written: readonly string[];
  /** Ours, the same as before. */
  readonly unchanged: readonly string[];
  /** Ours, not part of this run, and to stay as they are. */
  readonly kept: readonly string[];
  /** Ours, and no longer part of the tree. */
  readonly removed: readonly string[];
  /** Those of `written` and `removed` that were changed by hand. */
  readonly edited: readonly string[];
  /** Not ours: they stay. */
  readonly foreign: readonly string[];
}

/**
 * Compares the new files with the old tree, byte for byte.
 *
 * A file of ours that was edited by hand is replaced and reported: `dist/` holds what the environments say.
 *
 * @param keeps which of our files stay as they are although this run does not make them.
 * @throws BadInput with every path that is taken by a file of someone else.
 */
export function planReplacement(
  old: OldTree,
  files: ReadonlyMap<string, string>,
  keeps: (path: string) => boolean,
): Plan {
  const owned = old.record?.files ?? new Map<string, string>();
  refuseTakenPaths(old, files);
  const written: string[] = [];
  const unchanged: string[] = [];
  const edited: string[] = [];
  for (const [path, text] of files) {
    const before = old.entries.get(path) === 'file' ? old.read(path) : undefined;
    if (before?.equals(Buffer.from(text))) unchanged.push(path);
    else {
      written.push(path);
      if (before !== undefined && sha256(before) !== owned.get(path)) edited.push(path);
    }
  }
  const others = [...owned.keys()].filter(path => !files.has(path) && old.entries.has(path));
  const kept = others.filter(keeps);
  const removed = others.filter(path => !keeps(path) && old.entries.get(path) === 'file');
  edited.push(...removed.filter(path => sha256(old.read(path)) !== owned.get(path)));
  return { written, unchanged, kept, removed, edited, foreign: foreignEntries(old, files) };
}

/** Entries that are not ours. A folder is not ours if none of our files was ever in it. */
function foreignEntries(old: OldTree, files: ReadonlyMap<string, string>): string[] {
  const ours = new Set([recordFile, ...files.keys(), ...(old.record?.files.keys() ?? [])]);
  for (const path of [...ours]) for (const folder of foldersAbove(path)) ours.add(folder);
  return [...old.entries.keys()].filter(path => !ours.has(path));
}

/** `a/b/c` is in `a` and in `a/b`. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function refuseTakenPaths(old: OldTree, files: ReadonlyMap<string, string>): void {
  const folders = new Set([...files.keys()].flatMap(foldersAbove));
  const taken = [
    ...[...folders].filter(path => !isFree(old, path, 'folder')),
    ...[...files].filter(([path, text]) => !isFree(old, path, { text })).map(([path]) => path),
  ];
  if (taken.length > 0) throw new BadInput(taken.map(path => problemAt(old, path)));
}

/** Whether a folder, or a file with that text, may be written at the path. */
function isFree(old: OldTree, path: string, wanted: 'folder' | { readonly text: string }): boolean {
  const kind = old.entries.get(path);
  if (kind === undefined) return true;
  if (kind === 'folder') return wanted === 'folder' || !holdsForeign(old, path);
  if (kind !== 'file') return false;
  if (path === recordFile || old.record?.files.has(path)) return true;
  return wanted !== 'folder' && old.read(path).equals(Buffer.from(wanted.text));
}

function holdsForeign(old: OldTree, folder: string): boolean {
  return [...old.entries].some(
    ([path, kind]) => kind !== 'folder' && path.startsWith(`${folder}/`) && !old.record?.files.has(path),
  );
}

function problemAt(old: OldTree, path: string): Problem {
  return {
    file: `${old.folder}/${path}`,
    message: 'found something that slipway did not write, at a path where it must write; move it away',
  };
}
