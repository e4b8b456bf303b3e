import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type BadInput, badInput } from '../../config/problem.ts';

/**
 * The folder beside a tree in which the next tree is made: `.dist.slipway` beside `dist`. While it exists, one
 * process owns the tree; `owner` in it holds that process's id. `new` is the next tree, `old` the one that was
 * moved out of its way.
 */
export class Workspace {
  private constructor(
    private readonly target: string,
    private readonly folder: string,
  ) {}

  /** @throws BadInput when another process that still runs is writing the tree. */
  static enter(target: string): Workspace {
    healTree(target);
    const folder = workspaceOf(target);
    const own = `${folder}-${process.pid}`;
    mkdirSync(own);
    try {
      writeFileSync(join(own, 'owner'), String(process.pid));
      renameSync(own, folder);
    } catch (error) {
      rmSync(own, { recursive: true, force: true });
      throw isTaken(error) ? busy(target, ownerOf(folder)) : error;
    }
    return new Workspace(target, folder);
  }

  /** Where the next tree is made. */
  get stage(): string {
    return join(this.folder, 'new');
  }

  /**
   * Puts the staged tree in the place of the old one, with two renames. A process that dies between them leaves
   * both trees whole in here, and `healTree` ends what it began.
   */
  swap(): void {
    if (existsSync(this.target)) renameSync(this.target, join(this.folder, 'old'));
    renameSync(this.stage, this.target);
  }

  /** Leaves nothing behind; puts the old tree back when the new one did not get its place. */
  leave(): void {
    const old = join(this.folder, 'old');
    if (existsSync(old) && !existsSync(this.target)) renameSync(old, this.target);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Ends what a killed process left half done, so that the tree is there and whole.
 *
 * @throws BadInput when the process that is writing the tree still runs.
 */
export function healTree(target: string): void {
  const folder = workspaceOf(target);
  for (const left of foldersBegun(folder)) rmSync(left, { recursive: true, force: true });
  if (!existsSync(folder)) return;
  const owner = ownerOf(folder);
  if (isRunning(owner)) throw busy(target, owner);
  const next = join(folder, 'new');
  if (existsSync(join(folder, 'old')) && existsSync(next) && !existsSync(target)) renameSync(next, target);
  rmSync(folder, { recursive: true, force: true });
}

function workspaceOf(target: string): string {
  return join(dirname(target), `.${basename(target)}.slipway`);
}

/** Workspaces of dead processes that had not got their name yet: `.dist.slipway-4711`. */
function foldersBegun(folder: string): string[] {
  if (!existsSync(dirname(folder))) return [];
  const prefix = `${basename(folder)}-`;
  return readdirSync(dirname(folder))
    .filter(name => name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length))))
    .map(name => join(dirname(folder), name));
}

function ownerOf(folder: string): number {
  return Number(readFileSync(join(folder, 'owner'), 'utf8'));
}

/**
 * Whether another process of that id runs. Signal 0 only asks; EPERM says that it is another user's.
 *
 * Our own id in a workspace that we have not made is that of a dead process: in a container, ids repeat.
 */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isTaken(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function busy(target: string, owner: number): BadInput {
  return badInput({
    file: target,
    message: `found process ${owner} writing it; wait for that one, or delete ${workspaceOf(target)} if it is no slipway`,
  });
}
