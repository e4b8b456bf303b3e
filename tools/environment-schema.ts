import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environmentFileSchema, fieldsSchema } from '../config/json-schema.ts';
import { environmentPage } from './environment-docs/page.ts';

const project = join(import.meta.dirname, '..');

/** What is generated from the schema of environments, by its path in the project. */
export function generatedFromSchema(): ReadonlyMap<string, string> {
  return new Map([
    ['config/environment.schema.json', `${JSON.stringify(environmentFileSchema(), null, 2)}\n`],
    ['docs/environment.md', environmentPage(fieldsSchema())],
  ]);
}

/** `npm run schema`: writes the JSON Schema for editors and the reference of all keys. */
if (process.argv[1] === import.meta.filename) {
  for (const [file, text] of generatedFromSchema()) await writeFile(join(project, file), text);
}
