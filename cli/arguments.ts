import { isAbsolute, relative, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';

/**
 * A folder that may be replaced as a whole.
 *
 * @throws InvalidArgumentError for the folder that the command runs in, and for those above it.
 */
export function outputFolder(folder: string): string {
  if (folder.trim() === '') throw new InvalidArgumentError('Expected a folder, found an empty name.');
  const fromFolder = relative(resolve(folder), process.cwd());
  const isBeside = fromFolder.split(/[\\/]/)[0] === '..' || isAbsolute(fromFolder);
  if (!isBeside) {
    throw new InvalidArgumentError('Expected a folder of its own, found one that holds the current folder.');
  }
  return folder;
}
