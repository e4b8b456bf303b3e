import { dump } from 'js-yaml';
import { descriptionAt } from '../../../config/describe.ts';
import { environmentSchema } from '../../../config/environment.ts';
import { isMap, type Value } from './values.ts';

const commentWidth = 100;

/** Values as YAML, each key where it first appears under a comment that says what the schema says of it. */
export function valuesFile(values: { readonly [key: string]: Value }, title: string): string {
  return `${comment(title, '').join('\n')}\n${lines(values, [], '', new Set()).join('\n')}\n`;
}

function lines(
  values: { readonly [key: string]: Value },
  path: readonly string[],
  indent: string,
  explained: Set<string>,
): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const here = [...path, key];
    const description = isFirst(here, explained) ? descriptionAt(environmentSchema, here) : undefined;
    const written = [
      ...(description ? comment(description, indent) : []),
      ...entry(key, value, here, indent, explained),
    ];
    return path.length === 0 ? ['', ...written] : written;
  });
}

/** What one application explains, the next need not. */
export function isFirst(path: readonly string[], seen: Set<string>): boolean {
  return seen.size < seen.add(placeOf(path)).size;
}

/** A path in which every application has the same name. */
export function placeOf(path: readonly string[]): string {
  return path.map((key, depth) => (depth === 1 && path[0] === 'applications' ? '*' : key)).join('.');
}

function entry(
  key: string,
  value: Value,
  path: readonly string[],
  indent: string,
  explained: Set<string>,
): string[] {
  if (isMap(value) && Object.keys(value).length > 0) {
    return [`${indent}${scalar(key)}:`, ...lines(value, path, `${indent}  `, explained)];
  }
  if (Array.isArray(value) && value.length > 0) {
    const items = dump(value, { lineWidth: -1 }).trimEnd().split('\n');
    return [`${indent}${scalar(key)}:`, ...items.map(item => `${indent}  ${item}`)];
  }
  return [`${indent}${scalar(key)}: ${scalar(value)}`];
}

function scalar(value: Value): string {
  const text = dump(value, { lineWidth: -1 }).trimEnd();
  return text.includes('\n') ? JSON.stringify(value) : text;
}

function comment(text: string, indent: string): string[] {
  const words = text.split(' ');
  const rows: string[] = [''];
  for (const word of words) {
    const row = rows.at(-1) ?? '';
    if (row.length + word.length + 1 > commentWidth) rows.push(word);
    else rows[rows.length - 1] = row === '' ? word : `${row} ${word}`;
  }
  return rows.map(row => `${indent}# ${row}`);
}
