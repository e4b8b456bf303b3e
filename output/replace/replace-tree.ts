import { lstatSync, mkdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BadInput, badInput } from '../../config/problem.ts';
import { kindOf } from '../../config/read/regular-file.ts';
import { readOldTree } from './old-tree.ts';
import { planReplacement } from './plan.ts';
import { type Environments, hashesOf, type Ownership, readRecord, recordFile, recordText } from './record.ts';
import { stageTree } from './stage.ts';
import { recoverTree, Workspace } from './workspace.ts';

/** What a run changed, as paths below the folder. */
export interface Replacement {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  /** Ours, and not made by this run. */
  readonly kept: readonly string[];
  /** Ours, but changed by hand since we wrote them; they are among the written and removed. */
  readonly edited: readonly string[];
}

/** What the new files were computed from. */
export interface Basis {
  /** What `recordOf` gave. */
  readonly record: Ownership | undefined;
  /** Which files of that record stay as they are, although they are not made now. */
  readonly keeps: (path: string) => boolean;
}

/** The record of a folder that is going to be replaced; undefined when it has none. @throws BadInput */
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
 * Makes a folder hold exactly these files, besides those that are kept and those that are not ours.
 *
 * The old tree stays whole until the new one is complete: a full disk, an error or a kill at any moment leaves
 * one of the two, and the next run ends what was begun. When nothing changes, nothing is touched.
 *
 * @param environments what the record says of the environments in it. Default: none.
 * @param basis default: the new files depend on nothing that is there, and nothing is kept.
 * @throws BadInput when the folder holds files of somebody else where ours belong, cannot be written, or was written
 * by another process since its record was read.
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

/** The folder itself, or the one that a link leads to. @throws BadInput when it is something else. */
function targetOf(folder: string): string {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined || stat.isDirectory()) return join(folder);
  if (!stat.isSymbolicLink()) throw noFolder(folder, kindOf(stat));
  const led = statSync(folder, { throwIfNoEntry: false });
  if (led === undefined) {
    throw badInput({
      file: folder,
      message: `found a link to ${readlinkSync(folder)}, which does not exist; make that folder, or remove the link`,
    });
  }
  if (!led.isDirectory()) throw noFolder(folder, `a link to ${kindOf(led)}`);
  return realpathSync(folder);
}

function noFolder(folder: string, found: string): BadInput {
  return badInput({
    file: folder,
    message: `expected a folder, found ${found}; name another folder with --output`,
  });
}

function replaceIn(target: string, files: ReadonlyMap<string, string>, basis?: Basis): Replacement {
  const workspace = Workspace.enter(target);
  try {
    const old = readOldTree(target);
    if (basis !== undefined && !isSame(basis.record, old.record)) throw overtaken(target);
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

function isSame(one: Ownership | undefined, other: Ownership | undefined): boolean {
  const [before, now] = [one, other].map(record => record && recordText(record));
  return before === now;
}

function overtaken(folder: string): BadInput {
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

/** What the operating system refused, in words. */
function explained(error: unknown, folder: string): unknown {
  const message = advice[(error as NodeJS.ErrnoException).code ?? ''];
  return message === undefined ? error : badInput({ file: folder, message });
}
