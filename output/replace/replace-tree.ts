import { lstatSync, mkdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BadInput, badInput } from '../../config/problem.ts';
import { kindOf } from '../../config/read/regular-file.ts';
import { readOldTree } from './old-tree.ts';
import { planReplacement } from './plan.ts';
import { type Environments, hashesOf, type Ownership, readRecord, recordFile, recordText } from './record.ts';
import { stageTree } from './stage.ts';
import { recoverTree, Workspace } from './workspace.ts';

/** What a run did, as paths below the folder. "Ours" are the files that slipway wrote. */
export interface Replacement {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  /** Ours, not part of this run. */
  readonly kept: readonly string[];
  /** Those of `written` and `removed` that were changed by hand. */
  readonly edited: readonly string[];
}

/** The state of the folder from which the new files were computed. */
export interface Basis {
  /** The result of `recordOf`. */
  readonly record: Ownership | undefined;
  /** Which files of that record stay as they are although this run does not make them. */
  readonly keeps: (path: string) => boolean;
}

/** The record of a folder that is to be replaced; undefined if it has none. @throws BadInput */
export function recordOf(folder: string): Ownership | undefined {
  try {
    const target = targetOf(folder);
    recoverTree(target);
    return readRecord(target);
  } catch (error) {
    throw explained(error, folder);
  }
}

/**
 * Makes a folder hold exactly these files, plus the files that are kept and the files that are not ours.
 *
 * The old tree stays whole until the new one is complete. A full disk, an error or a kill at any moment leaves one of
 * the two, and the next run finishes what was begun. If nothing changes, nothing is touched.
 *
 * @param environments the environments for the record. Default: none.
 * @param basis default: the new files do not depend on the old tree, and no file is kept.
 * @throws BadInput if a path of ours is taken, the folder cannot be written, or another process wrote to it after its
 * record was read.
 */
export function replaceTree(
  folder: string,
  files: ReadonlyMap<string, string>,
  environments: Environments = {},
  basis?: Basis,
): Replacement {
  try {
    const target = targetOf(folder);
    mkdirSync(dirname(target), { recursive: true });
    const kept = [...(basis?.record?.files ?? [])].filter(([path]) => basis?.keeps(path));
    const record = recordText({ environments, files: new Map([...kept, ...hashesOf(files)]) });
    return replaceIn(target, new Map(files).set(recordFile, record), basis);
  } catch (error) {
    throw explained(error, folder);
  }
}

/** The folder itself, or the one that a link points to. @throws BadInput if it is something else. */
function targetOf(folder: string): string {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined || stat.isDirectory()) return join(folder);
  if (!stat.isSymbolicLink()) throw notAFolder(folder, kindOf(stat));
  const linked = statSync(folder, { throwIfNoEntry: false });
  if (linked === undefined) {
    throw badInput({
      file: folder,
      message: `found a link to ${readlinkSync(folder)}, which does not exist; make that folder, or remove the link`,
    });
  }
  if (!linked.isDirectory()) throw notAFolder(folder, `a link to ${kindOf(linked)}`);
  return realpathSync(folder);
}

function notAFolder(folder: string, found: string): BadInput {
  return badInput({
    file: folder,
    message: `expected a folder, found ${found}; name another folder with --output`,
  });
}

function replaceIn(target: string, files: ReadonlyMap<string, string>, basis?: Basis): Replacement {
  const workspace = Workspace.enter(target);
  try {
    const old = readOldTree(target);
    if (basis !== undefined && !isSame(basis.record, old.record)) throw changedMeanwhile(target);
    const plan = planReplacement(old, files, path => basis?.keeps(path) ?? false);
    if (plan.written.length + plan.removed.length > 0) {
      stageTree(workspace.stage, old, plan, files);
      workspace.swap();
    }
    const ours = (paths: readonly string[]) => paths.filter(path => path !== recordFile);
    return {
      written: ours(plan.written),
      removed: plan.removed,
      unchanged: ours(plan.unchanged),
      kept: plan.kept,
      edited: ours(plan.edited),
    };
  } finally {
    workspace.leave();
  }
}

function isSame(before: Ownership | undefined, now: Ownership | undefined): boolean {
  return (before && recordText(before)) === (now && recordText(now));
}

function changedMeanwhile(folder: string): BadInput {
  return badInput({
    file: folder,
    message: 'another process wrote to it after this run read its record; run again',
  });
}

const advice: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full, the old tree is untouched; free some space and run again',
  EDQUOT: 'the disk quota is used up, the old tree is untouched; free some space and run again',
  EACCES: 'no permission to write next to it, the old tree is untouched; name another folder with --output',
  EPERM: 'no permission to write next to it, the old tree is untouched; name another folder with --output',
  EROFS: 'the file system is read-only; name another folder with --output',
  EBUSY: 'it is a mount point, which cannot be replaced as a whole; name a folder in it with --output',
  EXDEV: 'it is a mount point, which cannot be replaced as a whole; name a folder in it with --output',
  ENOTDIR: 'expected a folder, found a file on the way to it; name another folder with --output',
  ELOOP: 'it is a link that leads back to itself; remove it, or name another folder with --output',
  ENAMETOOLONG: 'the name is longer than the file system allows; name another folder with --output',
  EEXIST: 'expected a folder, found a file on the way to it; name another folder with --output',
};

/** An error of the operating system as a message for the user; any other error as it is. */
function explained(error: unknown, folder: string): unknown {
  const message = advice[(error as NodeJS.ErrnoException).code ?? ''];
  return message === undefined ? error : badInput({ file: folder, message });
}
