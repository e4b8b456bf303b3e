import { existsSync, lstatSync, mkdtempSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type BadInput, badInput } from '../../config/problem.ts';
import { isRunning, markFile, markOf, namesIn, ownerOf } from './mark.ts';

/**
 * The folder next to a tree in which the next tree is made: `.dist.slipway` next to `dist`. While it exists, one
 * process owns the tree; the mark in it says which. `new` is the next tree, `old` the tree that made room for it.
 * A folder with such a name and without a mark is not ours, and stays.
 */
export class Workspace {
  private constructor(
    private readonly target: string,
    private readonly folder: string,
  ) {}

  /** @throws BadInput if another process is writing the tree, or if the workspace's path is taken. */
  static enter(target: string): Workspace {
    recoverTree(target);
    const folder = workspaceOf(target);
    const unnamed = mkdtempSync(`${folder}-${process.pid}-`);
    try {
      writeFileSync(join(unnamed, markFile), markOf(target));
      renameSync(unnamed, folder);
    } catch (error) {
      removeWorkspace(unnamed);
      throw isTaken(error) ? pathTaken(target) : error;
    }
    return new Workspace(target, folder);
  }

  /** The folder for the next tree. */
  get stage(): string {
    return join(this.folder, 'new');
  }

  /**
   * Replaces the old tree by the staged one, with two renames. A process that dies between them leaves both trees
   * whole in the workspace, and `recoverTree` finishes the replacement.
   */
  swap(): void {
    if (existsSync(this.target)) renameSync(this.target, join(this.folder, 'old'));
    renameSync(this.stage, this.target);
  }

  /** Removes the workspace; first moves the old tree back if the new one did not replace it. */
  leave(): void {
    const old = join(this.folder, 'old');
    if (existsSync(old) && !existsSync(this.target)) renameSync(old, this.target);
    removeWorkspace(this.folder);
  }
}

/**
 * Finishes what a killed process left half done, so that the tree exists and is whole.
 *
 * @throws BadInput if the process that is writing the tree still runs.
 */
export function recoverTree(target: string): void {
  const folder = workspaceOf(target);
  removeUnnamed(target);
  const owner = ownerOf(folder, target);
  if (owner === undefined) return;
  if (isRunning(owner)) throw ownedBy(target, owner.process);
  const next = join(folder, 'new');
  if (existsSync(join(folder, 'old')) && existsSync(next) && !existsSync(target)) renameSync(next, target);
  removeWorkspace(folder);
}

/** Removes the mark last: a process that dies meanwhile leaves a workspace that is known to be ours. */
function removeWorkspace(folder: string): void {
  for (const name of namesIn(folder)) {
    if (name !== markFile) rmSync(join(folder, name), { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
}

function workspaceOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.slipway`);
}

/** Removes workspaces of dead processes that did not yet have their final name: `.dist.slipway-4711-x3Tq9Z`. */
function removeUnnamed(target: string): void {
  const folder = workspaceOf(target);
  for (const name of namesIn(dirname(folder))) {
    const [, finalName, id] = /^(\..*\.slipway)-(\d+)-[A-Za-z0-9]{6}$/.exec(name) ?? [];
    if (finalName !== basename(folder)) continue;
    const path = join(dirname(folder), name);
    const owner = ownerOf(path, target);
    // An empty one may come from a process that died before it wrote its mark; removing it loses nothing.
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

/** Another process was faster, or something that is not ours has the workspace's path. */
function pathTaken(target: string): BadInput {
  const folder = workspaceOf(target);
  const owner = ownerOf(folder, target);
  if (owner !== undefined) return ownedBy(target, owner.process);
  const what = lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() ? 'a folder' : 'something';
  return badInput({
    file: folder,
    message: `found ${what} that slipway did not make, at the path where it makes the next ${target}; move it away`,
  });
}

function ownedBy(target: string, owner: number): BadInput {
  return badInput({
    file: target,
    message: `process ${owner} is writing to it; wait for that process, or delete ${workspaceOf(target)} if that process is not slipway`,
  });
}
