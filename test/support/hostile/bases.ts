import { join } from 'node:path';
import { environmentFiles } from '../../../config/files.ts';
import { type Data, mergePatch } from '../../../config/merge.ts';
import { readEnvironmentFile } from '../../../config/read/environment-file.ts';

const folder = join(import.meta.dirname, '../../../environments');

/** The environments of this repository, each merged with what it extends: mutations start from this data. */
export async function shippedEnvironments(): Promise<object[]> {
  return Promise.all((await environmentFiles(folder)).map(readMerged));
}

async function readMerged(file: string): Promise<object> {
  const { extends: base, ...patch } = (await readEnvironmentFile(file)).data;
  const baseData: Data = typeof base === 'string' ? ((await readMerged(join(folder, base))) as Data) : {};
  return mergePatch(baseData, patch) as object;
}
