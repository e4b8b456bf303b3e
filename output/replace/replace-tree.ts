import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { badInput } from '../../config/problem.ts';
import { readOldTree } from './old-tree.ts';
import { planReplacement } from './plan.ts';
import { type Ownership, recordFile, recordText } from './record.ts';
import { stageTree } from './stage.ts';
import { Workspace } from './workspace.ts';

/** What a run changed, as paths below the folder. */
export interface Replacement {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  /** Ours, but changed by hand since we wrote them; they are among the written and removed. */
  readonly edited: readonly string[];
}

/**
 * Makes a folder hold exactly these files, besides those that are not ours.
 *
 * The old tree stays whole until the new one is complete: a full disk, an error or a kill at any moment leaves
 * one of the two, and the next run ends what was begun. When nothing changes, nothing is touched.
 *
 * @throws BadInput when the folder holds files of somebody else where ours belong, or cannot be written.
 */
export function replaceTree(
  folder: string,
  files: ReadonlyMap<string, string>,
  expects: Ownership['expects'] = {},
): Replacement {
  try {
    const target = isLink(folder) ? realpathSync(folder) : join(folder);
    mkdirSync(dirname(target), { recursive: true });
    return replaceIn(target, new Map(files).set(recordFile, recordText(files, expects)));
  } catch (error) {
    throw explained(error, folder);
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function replaceIn(target: string, files: ReadonlyMap<string, string>): Replacement {
  const workspace = Workspace.enter(target);
  try {
    const old = readOldTree(target);
    const plan = planReplacement(old, files);
    if (plan.written.length + plan.removed.length > 0) {
      stageTree(workspace.stage, old, plan, files);
      workspace.swap();
    }
    const ours = (paths: readonly string[]) => paths.filter(path => path !== recordFile);
    return {
      written: ours(plan.written),
      removed: plan.removed,
      unchanged: ours(plan.unchanged),
      edited: ours(plan.edited),
    };
  } finally {
    workspace.leave();
  }
}

const advice: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full, the old tree is untouched; free some space and run again',
  EDQUOT: 'the disk quota is used up, the old tree is untouched; free some space and run again',
  EACCES: 'no permission to write beside it, the old tree is untouched; name another folder with --output',
  EPERM: 'no permission to write beside it, the old tree is untouched; name another folder with --output',
  EROFS: 'the file system is read-only; name another folder with --output',
  EBUSY: 'it is a mount point, which cannot be replaced as a whole; name a folder in it with --output',
  EXDEV: 'it is a mount point, which cannot be replaced as a whole; name a folder in it with --output',
  ENOTDIR: 'expected a folder, found a file on the way to it; name another folder with --output',
  EEXIST: 'expected a folder, found a file on the way to it; name another folder with --output',
};

/** What the operating system refused, in words. */
function explained(error: unknown, folder: string): unknown {
  const message = advice[(error as NodeJS.ErrnoException).code ?? ''];
  return message === undefined ? error : badInput({ file: folder, message });
}
