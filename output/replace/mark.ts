import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The file that marks a folder next to a tree as made by slipway, and says by which process. */
export const markFile = 'owner';

/** A process. Its start time tells it from a later process with the same id. */
export interface Owner {
  readonly process: number;
  /** In clock ticks since the system booted. - unknown on this system. */
  readonly started?: string;
}

/** The text of the mark of this process for a workspace of a tree. */
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
 * The process that made a workspace of a tree. Undefined for anything without our mark: a file, a link, an empty
 * folder, a folder of another program.
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

/** Whether the path exists and is a folder or a file, not a link to one. */
function isOfKind(path: string, kind: 'isDirectory' | 'isFile'): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.[kind]() ?? false;
}

/** Whether an owner still runs. Signal 0 only checks; EPERM means that the process belongs to another user. */
export function isRunning({ process: id, started }: Owner): boolean {
  // Our id in a workspace that we did not make belongs to a dead process: in a container, ids repeat.
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

/** When a process started: field 22 of `/proc/ID/stat` (proc(5)), after a name that may contain blanks. */
function startOf(id: string): string | undefined {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** The names in a folder; none if it does not exist. */
export function namesIn(folder: string): string[] {
  return isOfKind(folder, 'isDirectory') ? readdirSync(folder) : [];
}
