import { isAbsolute, relative, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../config/units/duration.ts';

/**
 * A folder that a command may replace as a whole.
 *
 * @throws InvalidArgumentError for the folder that the command runs in, and for the folders above it.
 */
export function outputFolder(folder: string): string {
  if (folder.trim() === '') throw new InvalidArgumentError('Expected a folder, found an empty name.');
  const fromFolder = relative(resolve(folder), process.cwd());
  const holdsCurrentFolder = fromFolder.split(/[\\/]/)[0] !== '..' && !isAbsolute(fromFolder);
  if (holdsCurrentFolder) {
    throw new InvalidArgumentError(
      'Expected a folder that can be replaced as a whole, found one that holds the current folder.',
    );
  }
  return folder;
}

/** A duration such as `30s` or `2h`, in seconds. @throws InvalidArgumentError with what is allowed. */
export function seconds(text: string): number {
  try {
    return parseDuration(text).toSeconds();
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message}.`);
  }
}
