import { badInput } from '../problem.ts';

/** @throws BadInput when the text is not JSON. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badInput({ file, message: `is no JSON: ${(error as Error).message}` });
  }
}
