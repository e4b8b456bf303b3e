import { extname } from 'node:path';
import { formats } from '../files.ts';
import { type Data, type DataObject, isDataObject } from '../merge.ts';
import { badInput } from '../problem.ts';
import { parseJson } from './json.ts';
import { importModule } from './module.ts';
import { readText } from './text.ts';
import { parseYaml } from './yaml.ts';

/**
 * What one environment file says, before anything it extends is merged in.
 *
 * @throws BadInput when it cannot be read or is no object of plain data.
 */
export async function readEnvironmentFile(file: string): Promise<DataObject> {
  const data = (await parse(file)) as Data;
  if (!isDataObject(data)) {
    throw badInput({ file, message: 'is no environment, expected an object with name and cluster' });
  }
  return data;
}

async function parse(file: string): Promise<unknown> {
  const text = await readText(file);
  switch (extname(file)) {
    case '.yaml':
    case '.yml':
      return parseYaml(text, file);
    case '.json':
      return parseJson(text, file);
    case '.ts':
    case '.js':
    case '.mjs':
      return await importModule(file);
    default:
      throw badInput({ file, message: `is of an unknown kind, expected ${formats.join(', ')}` });
  }
}
