import { extname } from 'node:path';
import { formats } from '../files.ts';
import { isDataObject } from '../merge.ts';
import { BadInput, badInput } from '../problem.ts';
import { JsonReader } from './json.ts';
import type { LineMap } from './line-map.ts';
import { type Exported, importModule } from './module.ts';
import { PlainDataCopy } from './plain-data.ts';
import type { Source } from './source.ts';
import { readText } from './text.ts';
import { parseYaml } from './yaml.ts';
import { linesOfYaml } from './yaml-lines.ts';

/**
 * The data of one environment file, without what it extends.
 *
 * @throws BadInput when the file cannot be read or is not an object of plain data.
 */
export async function readEnvironmentFile(file: string): Promise<Source> {
  const { value, lines, constructs } = await parse(file);
  const copying = new PlainDataCopy();
  const data = copying.copy(value);
  if (copying.faults.length > 0) {
    throw new BadInput(copying.faults.map(fault => ({ file, line: lines?.().lineOf(fault.path), ...fault })));
  }
  if (!isDataObject(data)) {
    throw badInput({ file, message: 'is not an environment: expected an object with name and cluster' });
  }
  return { file, data, lines, ...(constructs && { constructs }) };
}

interface Parsed extends Exported {
  readonly lines?: () => LineMap;
}

async function parse(file: string): Promise<Parsed> {
  const text = readText(file);
  switch (extname(file)) {
    case '.yaml':
    case '.yml':
      return { value: parseYaml(text, file), lines: once(() => linesOfYaml(text)) };
    case '.json': {
      const reader = new JsonReader(text, file);
      return { value: reader.read(), lines: () => reader.lines };
    }
    case '.ts':
    case '.mts':
    case '.js':
    case '.mjs':
      return importModule(file);
    default:
      throw badInput({ file, message: `has an unknown file type, expected ${formats.join(', ')}` });
  }
}

/** Computes a result at the first call only: the lines of a file are needed for every fault in it. */
function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => {
    made ??= { result: make() };
    return made.result;
  };
}
