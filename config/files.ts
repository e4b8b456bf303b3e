import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { badInput } from './problem.ts';

/** What an environment may be written in. */
export const formats = ['.ts', '.mts', '.js', '.mjs', '.yaml', '.yml', '.json'] as const;

/** The folder whose files are the environments unless a command is told others. */
export const environmentsFolder = 'environments';

/**
 * The environment files of a folder, in the order of their names.
 *
 * Files of other kinds are passed over, and so are those whose name begins with `_` or `.`: a file such as
 * `_base.yaml` is there to be extended only.
 *
 * @throws BadInput when there is no such folder, or no environment in it.
 */
export async function environmentFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries
    .filter(entry => !entry.isDirectory() && isEnvironmentFile(entry.name))
    .map(entry => join(folder, entry.name))
    .sort();
  if (files.length === 0) {
    throw badInput({
      file: folder,
      message: `found no environment file, expected at least one such as ${join(folder, 'production.yaml')}; add one or name the files with --environment`,
    });
  }
  return files;
}

function isEnvironmentFile(name: string): boolean {
  const known = formats.some(format => extname(name) === format);
  return known && !/^[_.]|\.d\.m?ts$/.test(name);
}
