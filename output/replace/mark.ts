import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The file by which a folder beside a tree is known to be ours, and whose it is. */
export const markFile = 'owner';

/** A process, told from a later one of the same id by when it started. */
export interface Owner {
  readonly process: number;
  /** As the system counts it. - unknown here. */
  readonly started?: string;
}

/** The text of the mark that this process puts into a workspace of a tree. */
export function markOf(target: string): string {
  const started = startOf('self');
  const mark = {
    'slipway workspace of': basename(target),
    process: process.pid,
    ...(started && { started }),
  };
  return `${JSON.stringify(mark)}\n`;
}

/**
 * Who made a workspace of a tree; undefined for whatever does not carry our mark: a file, a link, an empty folder, a
 * folder of somebody else's.
 */
export function ownerOf(folder: string, target: string): Owner | undefined {
  const mark = join(folder, markFile);
  if (!isOfKind(folder, 'isDirectory') || !isOfKind(mark, 'isFile')) return undefined;
  try {
    const { process, started, ...rest } = JSON.parse(readFileSync(mark, 'utf8'));
    if (rest['slipway workspace of'] !== basename(target) || !Number.isSafeInteger(process)) return undefined;
    return { process, ...(typeof started === 'string' && { started }) };
  } catch {
    return undefined;
  }
}

/** Whether the path is there and is a folder or a file by itself, not a link to one. */
function isOfKind(path: string, kind: 'isDirectory' | 'isFile'): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.[kind]() ?? false;
}

/** Whether an owner still runs. Signal 0 only asks; EPERM says that the process is another user's. */
export function isRunning({ process: id, started }: Owner): boolean {
  // Our own id in a workspace that we have not made is that of a dead process: in a container, ids repeat.
  if (id <= 0 || id === process.pid) return false;
  const now = startOf(String(id));
  if (started !== undefined && now !== undefined && started !== now) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process started: field 22 of `/proc/ID/stat` (proc(5)), after a name that may hold blanks. */
function startOf(id: string): string | undefined {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** The names in a folder that is there, else none. */
export function namesIn(folder: string): string[] {
  return isOfKind(folder, 'isDirectory') ? readdirSync(folder) : [];
}
