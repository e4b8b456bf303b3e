import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput, badInput } from '../../config/problem.ts';

/** The first line of every written file: the next run may replace a file that has it. */
const mark = '<!-- Written by slipway simulate, which writes it again. -->\n';

/**
 * Writes files into a folder and returns their paths. A file that no earlier run wrote stays, and so does the target
 * of a link.
 *
 * @param texts by file name; documents that may begin with a comment.
 * @throws BadInput with every file that no earlier run wrote; then it writes nothing.
 */
export function writeMarked(folder: string, texts: ReadonlyMap<string, string>): string[] {
  const paths = [...texts.keys()].map(name => join(folder, name));
  try {
    const foreign = paths.filter(path => !isReplaceable(path));
    if (foreign.length > 0) throw new BadInput(foreign.map(notOurs));
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of texts) replaceFile(join(folder, name), mark + text);
  } catch (error) {
    throw explained(error, folder);
  }
  return paths;
}

function isReplaceable(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat === undefined || (stat.isFile() && readFileSync(path, 'utf8').startsWith(mark));
}

function notOurs(file: string) {
  return {
    file,
    message:
      'found something that slipway simulate did not write, at a path where it must write; move it away, or name another folder with --output',
  };
}

/** In one step, so that another name of the same file keeps its content. */
function replaceFile(path: string, text: string): void {
  const next = `${path}.${process.pid}.new`;
  try {
    writeFileSync(next, text, { flag: 'wx' });
    renameSync(next, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') rmSync(next, { force: true });
    throw error;
  }
}

const found: Readonly<Record<string, string>> = {
  EEXIST: 'expected a folder, found a file on the way to it',
  ENOTDIR: 'expected a folder, found a file on the way to it',
  ENOENT: 'expected a folder, found a link to what does not exist',
  EACCES: 'found no permission to write in it',
  EPERM: 'found no permission to write in it',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/** What the operating system refused, in words. */
function explained(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  return badInput({
    file: folder,
    message: `${found[code] ?? `cannot be written: ${code}`}; name another folder with --output`,
  });
}
