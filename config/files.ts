import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { badInput } from './problem.ts';

/** File name extensions of environments. */
export const formats = ['.ts', '.mts', '.js', '.mjs', '.yaml', '.yml', '.json'] as const;

/** The folder of the environment files, unless a command names others. */
export const environmentsFolder = 'environments';

/**
 * The environment files of a folder, sorted by name.
 *
 * Skips files of other kinds and those whose name begins with `_` or `.`. A file such as `_base.yaml` is only the base
 * of others.
 *
 * @throws BadInput when the folder does not exist or holds no environment.
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
  const hasFormat = formats.some(format => extname(name) === format);
  return hasFormat && !/^[_.]|\.d\.m?ts$/.test(name);
}
