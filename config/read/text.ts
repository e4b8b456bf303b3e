import { badInput } from '../problem.ts';
import { readRegularFile } from './regular-file.ts';

/** Far more than a person writes: a thousand applications take 0.6 MB of YAML. */
const expectation = {
  largest: 1_000_000,
  adviceOnSize: 'split it into several environments or generate it in TypeScript',
  adviceOnName: 'name an environment file that exists',
};

/**
 * The text of an environment file.
 *
 * @throws BadInput when it does not exist, is over 1 MB, is empty, or is not UTF-8. The size is checked before reading.
 */
export function readText(file: string): string {
  const bytes = readRegularFile(file, expectation);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badInput({ file, message: 'is not UTF-8; save it as UTF-8' });
  }
  if (text.trim() === '') {
    throw badInput({ file, message: 'is empty, expected an environment; begin with name and cluster' });
  }
  return text;
}
