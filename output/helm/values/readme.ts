import { descriptionAt } from '../../../config/describe.ts';
import { describedIn } from '../../../config/described.ts';
import { environmentSchema } from '../../../config/environment.ts';
import type { DataObject } from '../../../config/merge.ts';
import type { Schema } from '../../../config/patch-schema.ts';
import type { NamedValues } from './values.ts';
import { everyValue, hasKeys, isFirst, placeOf } from './values-file.ts';

/** The README of the chart: the page of the library, with its values and with how each environment is installed. */
export function chartReadme(page: string, { values }: NamedValues, schema: Schema, files: string[]): string {
  const commands = files.map(file => `$ helm upgrade --install slipway . --values ${file}`);
  return page
    .replace('%COMMANDS%', () => commands.join('\n'))
    .replace('%VALUES%', () => rows(values).join('\n'))
    .replace('%FURTHER_VALUES%', () => furtherRows(values, schema).join('\n'));
}

/** A row a value; those of every application only once. */
function rows(values: DataObject): string[] {
  const listed = new Set<string>();
  const shown = everyValue(values).filter(([path, value]) => !hasKeys(value) && isFirst(path, listed));
  return shown.map(([path, value]) => {
    const description = descriptionAt(environmentSchema, path) ?? '';
    const isList = Array.isArray(value) && value.length > 0;
    const text = isList ? `a list of ${value.length}` : JSON.stringify(value);
    return `| \`${path.join('.')}\` | \`${text}\` | ${description} |`;
  });
}

/** A row for each value that the schema knows in addition to those of `values.yaml`. */
function furtherRows(values: DataObject, schema: Schema): string[] {
  const listed = new Set(everyValue(values).map(([path]) => placeOf(path)));
  const further = describedIn(schema).filter(([path]) => isFirst(path, listed));
  return further.map(([path, description]) => `| \`${path.join('.')}\` | ${description} |`);
}
