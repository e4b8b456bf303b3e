import { join } from 'node:path';
import { environmentFiles } from '../../../config/files.ts';
import { type Data, mergePatch } from '../../../config/merge.ts';
import { readEnvironmentFile } from '../../../config/read/environment-file.ts';

const folder = join(import.meta.dirname, '../../../environments');

/** The environments of this repository, each merged into what it extends: the data that mutations begin with. */
export async function shippedEnvironments(): Promise<object[]> {
  return Promise.all((await environmentFiles(folder)).map(readMerged));
}

async function readMerged(file: string): Promise<object> {
  const { extends: base, ...own } = (await readEnvironmentFile(file)).data;
  const under: Data = typeof base === 'string' ? ((await readMerged(join(folder, base))) as Data) : {};
  return mergePatch(under, own) as object;
}
