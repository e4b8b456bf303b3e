import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentFiles } from '../../config/files.ts';
import { loadEnvironments } from '../../config/load.ts';
import { type Data, isDataObject } from '../../config/merge.ts';
import { readEnvironmentFile } from '../../config/read/environment-file.ts';

const folder = join(import.meta.dirname, '../../environments');
const files = await environmentFiles(folder);

test('every environment of this repository loads', async () => {
  const names = (await loadEnvironments(files)).map(({ name }) => name);
  expect(names).toEqual(['development', 'production', 'staging']);
});

test('production fits on one screen', () => {
  const lines = readFileSync(join(folder, 'production.ts'), 'utf8').trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(60);
});

test.each(['staging', 'development'])('%s holds only its differences from production', async name => {
  const production = await readEnvironmentFile(join(folder, 'production.ts'));
  const { data } = await readEnvironmentFile(join(folder, `${name}.ts`));
  expect(data.extends).toBe('./production.ts');
  expect(repetitions(production.data, data, '')).toEqual([]);
});

/** Paths where the patch repeats the base. */
function repetitions(base: Data | undefined, patch: Data, path: string): string[] {
  if (isDataObject(base) && isDataObject(patch)) {
    return Object.entries(patch).flatMap(([key, value]) => repetitions(base[key], value, `${path}/${key}`));
  }
  return JSON.stringify(base ?? null) === JSON.stringify(patch) ? [path] : [];
}
