import { descriptionAt } from '../../../config/describe.ts';
import { environmentSchema } from '../../../config/environment.ts';
import { type Data, type DataObject, isDataObject } from '../../../config/merge.ts';
import { scalarToYaml, toYaml } from '../../yaml.ts';

const commentWidth = 100;

/** Values as YAML, each key where it first appears under a comment that says what the schema says of it. */
export function valuesFile(values: DataObject, title: string): string {
  const explained = new Set<string>();
  const lines = everyValue(values).flatMap(([path, value]) => {
    const description = isFirst(path, explained) ? descriptionAt(environmentSchema, path) : undefined;
    const rows = [...(description ? comment(description) : []), ...entry(path.at(-1) ?? '', value)];
    const indent = '  '.repeat(path.length - 1);
    return [...(path.length === 1 ? [''] : []), ...rows.map(row => `${indent}${row}`)];
  });
  return `${[...comment(title), ...lines].join('\n')}\n`;
}

/** Every value with its path, those inside others after them. */
export function everyValue(values: DataObject, path: readonly string[] = []): [string[], Data][] {
  return Object.entries(values).flatMap(([key, value]): [string[], Data][] => {
    const here = [...path, key];
    return [[here, value], ...(isDataObject(value) ? everyValue(value, here) : [])];
  });
}

/** Maps of things by their names. */
const named = ['applications', 'caches', 'databases', 'objects'];

/** What one application explains, the next need not. */
export function isFirst(path: readonly string[], seen: Set<string>): boolean {
  return seen.size < seen.add(placeOf(path)).size;
}

/** A path in which everything of a kind has the same name. */
export function placeOf(path: readonly string[]): string {
  return path.map((key, depth) => (depth === 1 && named.includes(path[0] ?? '') ? '*' : key)).join('.');
}

export function hasKeys(value: Data): boolean {
  return isDataObject(value) && Object.keys(value).length > 0;
}

function entry(key: string, value: Data): string[] {
  if (hasKeys(value)) return [`${scalar(key)}:`];
  if (!Array.isArray(value) || value.length === 0) return [`${scalar(key)}: ${scalar(value)}`];
  const items = toYaml(value).trimEnd().split('\n');
  return [`${scalar(key)}:`, ...items.map(item => `  ${item}`)];
}

function scalar(value: Data): string {
  const text = scalarToYaml(value);
  return text.includes('\n') ? JSON.stringify(value) : text;
}

function comment(text: string): string[] {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const row = `${rows.at(-1)} ${word}`;
    if (rows.length === 0 || row.length > commentWidth) rows.push(word);
    else rows[rows.length - 1] = row;
  }
  return rows.map(row => `# ${row}`);
}
