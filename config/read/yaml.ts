import { load, YAMLException } from 'js-yaml';
import { badInput } from '../problem.ts';
import { lineAt } from './line-map.ts';

/** @throws BadInput with the line, when the text is not one YAML document. */
export function parseYaml(text: string, file: string): unknown {
  try {
    return load(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw badInput({ file, message: otherFault(error) });
    const { mark, reason } = error;
    const line = mark === undefined ? lineOfNextDocument(reason, text) : mark.line + 1;
    throw badInput({ file, line, message: messageOf(reason, text.slice(mark?.position)) });
  }
}

/** The parser does not say where a second document begins: at the last line that begins one. */
function lineOfNextDocument(reason: string, text: string): number | undefined {
  if (!reason.includes('but found more')) return undefined;
  const [last] = [...text.matchAll(/^(?:---|\.\.\.)/gm)].slice(-1);
  return last && lineAt(text, last.index);
}

/** What the parser did not expect, such as more levels than it can follow. */
function otherFault(error: unknown): string {
  return error instanceof RangeError
    ? 'has too many levels; write it flatter'
    : `is no YAML: ${(error as Error).message}`;
}

function messageOf(reason: string, rest: string): string {
  if (reason.startsWith('tab characters')) return 'has a tab in its indentation; indent with spaces';
  if (reason.includes('but found more')) return 'has several documents, expected one; remove the lines ---';
  if (reason.includes('input is empty'))
    return 'is empty, expected an environment; begin with name and cluster';
  if (reason === 'duplicated mapping key') {
    return `has the key ${/^[^:\n]*/.exec(rest)?.[0]} a second time; remove one of the two`;
  }
  return `is no YAML: ${reason}`;
}
