import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { badInput } from '../problem.ts';

/** What may be read, and the words for what may not. */
export interface Expectation {
  /** Bytes. */
  readonly largest: number;
  /** What to do about a file that is larger. */
  readonly smaller: string;
  /** What to do about one that is not there. */
  readonly name: string;
}

/**
 * The bytes of a file that a user names, links followed.
 *
 * A pipe, a socket or a device is refused: reading one waits for whoever writes it, for ever. So it is opened without
 * waiting, and looked at before it is read.
 *
 * @throws BadInput when there is none, it is no file, or it is larger than expected.
 */
export function readRegularFile(file: string, { largest, smaller, name }: Expectation): Buffer {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw badInput({ file, message: unreadable(error as NodeJS.ErrnoException, name) });
  }
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw badInput({ file, message: `is ${kindOf(stat)}, expected a file; ${name}` });
    if (stat.size > largest) {
      throw badInput({
        file,
        message: `has ${stat.size} bytes, expected at most ${largest}; ${smaller}`,
      });
    }
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** What something is, in words. */
export function kindOf(stat: Stats): string {
  if (stat.isFile()) return 'a file';
  if (stat.isDirectory()) return 'a folder';
  if (stat.isSymbolicLink()) return 'a link';
  if (stat.isFIFO()) return 'a pipe';
  return stat.isSocket() ? 'a socket' : 'a device';
}

function unreadable(error: NodeJS.ErrnoException, name: string): string {
  switch (error.code) {
    case 'ENOENT':
      return `does not exist; ${name}`;
    case 'ENOTDIR':
      return `does not exist, since a file is on the way to it; ${name}`;
    case 'EACCES':
    case 'EPERM':
      return 'found no permission to read it; change its rights';
    case 'ELOOP':
      return `is a link that leads back to itself; ${name}`;
    case 'ENXIO':
      return `is a socket or a device, expected a file; ${name}`;
    case 'ENAMETOOLONG':
      return `has a name that is too long; ${name}`;
    default:
      // A null byte in the name; whatever else an operating system says.
      return `cannot be read: ${error.code}; ${name}`;
  }
}
