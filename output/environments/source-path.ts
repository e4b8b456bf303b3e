import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/**
 * The file or folder of environments as a record names it: its path from the output folder, with forward slashes.
 *
 * Links on the way are followed, so that one file has one path, however the command names it. The file itself may be a
 * link: it counts where it lies.
 */
export function sourcePath(folder: string, file: string): string {
  const path = resolve(file);
  const from = realPath(resolve(folder));
  return relative(from, join(realPath(dirname(path)), basename(path)))
    .split(sep)
    .join('/');
}

/** The path of a recorded file from where the command runs. */
export function fileOfSource(folder: string, source: string): string {
  return relative(process.cwd(), resolve(realPath(resolve(folder)), source));
}

/** Of what is not there yet: that of the nearest folder above it which is. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realPath(above), basename(path));
  }
}
