import { dirname, isAbsolute, join } from 'node:path';
import { BadInput } from '../problem.ts';
import { firstControl } from '../units/free-text.ts';
import { type Expectation, readRegularFile } from './regular-file.ts';

/** What a file next to an environment file must be like. */
export interface Neighbor extends Expectation {
  /** What to do about a file that is not UTF-8. */
  readonly adviceOnEncoding: string;
}

/**
 * The text of a file that an environment file names, relative to it.
 *
 * @throws BadInput with what is wrong with the file.
 */
export function textNextTo(environmentFile: string, name: string, expectation: Neighbor): string {
  const file = join(dirname(environmentFile), name);
  const fault = (message: string) => new BadInput([{ file, message }]);
  if (isAbsolute(name))
    throw fault(`is a path from the root, and not the same everywhere; ${expectation.adviceOnName}`);
  const bytes = readRegularFile(file, expectation);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fault(`is not UTF-8, expected text; ${expectation.adviceOnEncoding}`);
  }
  const control = firstControl(text);
  if (control === undefined) return text;
  const line = text.slice(0, control.index).split('\n').length;
  throw fault(
    `has ${control.what} in line ${line}, expected text with no control characters but tabs and line feeds; remove it`,
  );
}
