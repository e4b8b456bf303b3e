import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formats } from '../../config/files.ts';

export const examplesFolder = join(import.meta.dirname, '../../examples');

/** The environment file of each example that has one, by the name of its folder. */
export const exampleFiles = readdirSync(examplesFolder, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name)
  .sort()
  .flatMap(name => {
    const folder = join(examplesFolder, name);
    const files = formats.map(format => `environment${format}`);
    return readdirSync(folder)
      .filter(file => files.includes(file))
      .map(file => [name, join(folder, file)] as const);
  });
