import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { badInput } from '../problem.ts';

/** The largest size of a file, and advice for messages. */
export interface Expectation {
  /** Bytes. */
  readonly largest: number;
  /** What to do about a larger file. */
  readonly adviceOnSize: string;
  /** What to do about a file that does not exist or is not a file. */
  readonly adviceOnName: string;
}

/**
 * The bytes of a file that a user names; follows links.
 *
 * Refuses a pipe, a socket or a device: reading one may wait forever for a writer. So the file is opened without
 * waiting, and its type is checked before it is read.
 *
 * @throws BadInput when it does not exist, is not a file, or is larger than expected.
 */
export function readRegularFile(file: string, { largest, adviceOnSize, adviceOnName }: Expectation): Buffer {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw badInput({ file, message: unreadable(error as NodeJS.ErrnoException, adviceOnName) });
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile())
      throw badInput({ file, message: `is ${kindOf(stat)}, expected a file; ${adviceOnName}` });
    if (stat.size > largest) {
      throw badInput({
        file,
        message: `has ${stat.size} bytes, expected at most ${largest}; ${adviceOnSize}`,
      });
    }
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The type of a file, in words. */
export function kindOf(stat: Stats): string {
  if (stat.isFile()) return 'a file';
  if (stat.isDirectory()) return 'a folder';
  if (stat.isSymbolicLink()) return 'a link';
  if (stat.isFIFO()) return 'a pipe';
  return stat.isSocket() ? 'a socket' : 'a device';
}

function unreadable(error: NodeJS.ErrnoException, advice: string): string {
  switch (error.code) {
    case 'ENOENT':
      return `does not exist; ${advice}`;
    case 'ENOTDIR':
      return `does not exist, since a part of its path is a file; ${advice}`;
    case 'EACCES':
    case 'EPERM':
      return 'cannot be read: permission denied; change its permissions';
    case 'ELOOP':
      return `is a link that leads back to itself; ${advice}`;
    case 'ENXIO':
      return `is a socket or a device, expected a file; ${advice}`;
    case 'ENAMETOOLONG':
      return `has a name that is too long; ${advice}`;
    default:
      // A null byte in the name, and any other error of the operating system.
      return `cannot be read: ${error.code}; ${advice}`;
  }
}
