import { load, YAMLException } from 'js-yaml';
import { badInput } from '../problem.ts';

/** @throws BadInput with the line, when the text is not one YAML document. */
export function parseYaml(text: string, file: string): unknown {
  try {
    return load(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw badInput({ file, line: (error.mark?.line ?? 0) + 1, message: `is no YAML: ${error.reason}` });
  }
}
