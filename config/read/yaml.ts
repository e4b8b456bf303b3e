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

/** The parser does not say where a second document begins: take the last line with a marker. */
function lineOfNextDocument(reason: string, text: string): number | undefined {
  if (!reason.includes('but found more')) return undefined;
  const [last] = [...text.matchAll(/^(?:---|\.\.\.)/gm)].slice(-1);
  return last && lineAt(text, last.index);
}

/** An error that the parser does not handle, such as too many levels. */
function otherFault(error: unknown): string {
  return error instanceof RangeError
    ? 'has too many levels; nest it less'
    : `is not YAML: ${(error as Error).message}`;
}

function messageOf(reason: string, rest: string): string {
  if (reason.startsWith('tab characters')) return 'has a tab in its indentation; indent with spaces';
  if (reason.includes('but found more')) return 'has several documents, expected one; remove the --- lines';
  if (reason.includes('input is empty'))
    return 'is empty, expected an environment; begin with name and cluster';
  if (reason === 'duplicated mapping key') {
    return `has the key ${/^[^:\n]*/.exec(rest)?.[0]} a second time; remove one of the two`;
  }
  return `is not YAML: ${reason}`;
}
