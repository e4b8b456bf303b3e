import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/**
 * An environment file or folder as a record names it: its path from the output folder, with forward slashes.
 *
 * Links to folders are resolved, so that a file has one path, however the command names it. A file that is itself a
 * link is not resolved.
 */
export function sourcePath(folder: string, file: string): string {
  const path = resolve(file);
  const from = realPath(resolve(folder));
  return relative(from, join(realPath(dirname(path)), basename(path)))
    .split(sep)
    .join('/');
}

/** The path of a recorded file from the current folder. */
export function fileOfSource(folder: string, source: string): string {
  return relative(process.cwd(), resolve(realPath(resolve(folder)), source));
}

/** Resolves links. For a path that does not exist yet, those of the nearest folder above it that does. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPath(above), basename(path));
  }
}
