import { existsSync, lstatSync, mkdtempSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type BadInput, badInput } from '../../config/problem.ts';
import { isRunning, markFile, markOf, namesIn, ownerOf } from './mark.ts';

/**
 * The folder beside a tree in which the next tree is made: `.dist.slipway` beside `dist`. While it exists, one
 * process owns the tree; the mark in it says which. `new` is the next tree, `old` the one that was moved out of its
 * way. What has such a name and no mark is somebody else's, and stays.
 */
export class Workspace {
  private constructor(
    private readonly target: string,
    private readonly folder: string,
  ) {}

  /** @throws BadInput when another process that still runs is writing the tree, or something else has the name. */
  static enter(target: string): Workspace {
    recoverTree(target);
    const folder = workspaceOf(target);
    const own = mkdtempSync(`${folder}-${process.pid}-`);
    try {
      writeFileSync(join(own, markFile), markOf(target));
      renameSync(own, folder);
    } catch (error) {
      removeWorkspace(own);
      throw isTaken(error) ? taken(target) : error;
    }
    return new Workspace(target, folder);
  }

  /** Where the next tree is made. */
  get stage(): string {
    return join(this.folder, 'new');
  }

  /**
   * Puts the staged tree in the place of the old one, with two renames. A process that dies between them leaves
   * both trees whole in here, and `recoverTree` ends what it began.
   */
  swap(): void {
    if (existsSync(this.target)) renameSync(this.target, join(this.folder, 'old'));
    renameSync(this.stage, this.target);
  }

  /** Leaves nothing behind; puts the old tree back when the new one did not get its place. */
  leave(): void {
    const old = join(this.folder, 'old');
    if (existsSync(old) && !existsSync(this.target)) renameSync(old, this.target);
    removeWorkspace(this.folder);
  }
}

/**
 * Ends what a killed process left half done, so that the tree is there and whole.
 *
 * @throws BadInput when the process that is writing the tree still runs.
 */
export function recoverTree(target: string): void {
  const folder = workspaceOf(target);
  removeBegun(target);
  const owner = ownerOf(folder, target);
  if (owner === undefined) return;
  if (isRunning(owner)) throw busy(target, owner.process);
  const next = join(folder, 'new');
  if (existsSync(join(folder, 'old')) && existsSync(next) && !existsSync(target)) renameSync(next, target);
  removeWorkspace(folder);
}

/** Its mark goes last: a process that dies meanwhile leaves a workspace that is known to be ours. */
function removeWorkspace(folder: string): void {
  for (const name of namesIn(folder)) {
    if (name !== markFile) rmSync(join(folder, name), { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
}

function workspaceOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.slipway`);
}

/** Removes workspaces of dead processes that had not got their name yet: `.dist.slipway-4711-x3Tq9Z`. */
function removeBegun(target: string): void {
  const folder = workspaceOf(target);
  for (const name of namesIn(dirname(folder))) {
    const [, begun, id] = /^(\..*\.slipway)-(\d+)-[A-Za-z0-9]{6}$/.exec(name) ?? [];
    if (begun !== basename(folder)) continue;
    const path = join(dirname(folder), name);
    const owner = ownerOf(path, target);
    // An empty one may be that of a process that died before it left its mark; nothing can be lost with it.
    if (owner === undefined && !isRunning({ process: Number(id) }) && isEmptyFolder(path)) rmdirSync(path);
    if (owner !== undefined && !isRunning(owner)) removeWorkspace(path);
  }
}

function isEmptyFolder(path: string): boolean {
  return lstatSync(path).isDirectory() && namesIn(path).length === 0;
}

function isTaken(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** Another process was faster, or something that is not ours has the name. */
function taken(target: string): BadInput {
  const folder = workspaceOf(target);
  const owner = ownerOf(folder, target);
  if (owner !== undefined) return busy(target, owner.process);
  const what = lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() ? 'a folder' : 'something';
  return badInput({
    file: folder,
    message: `found ${what} that slipway did not make, at the path where it makes the next ${target}; move it away`,
  });
}

function busy(target: string, owner: number): BadInput {
  return badInput({
    file: target,
    message: `process ${owner} is writing to it; wait for that process, or delete ${workspaceOf(target)} if that process is not slipway`,
  });
}
