import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One row of a table of docs/timeouts.md below a heading with an object. */
export interface Row {
  readonly kind: string;
  readonly name: string;
  /** The path from the object's root. It ends with `*` if it means everything below. */
  readonly path: string;
  /** The value in the tree, `-` for the default. */
  readonly here: string;
}

/** ### Pooler `database-pooler-rw`, `spec.pgbouncer.parameters` */
const heading = /^### (\w+) `([^`]+)`, `([^`]+)`$/;

export function documentedTimes(): Row[] {
  const file = join(import.meta.dirname, '../../docs/timeouts.md');
  const rows: Row[] = [];
  let object: { kind: string; name: string; path: string } | undefined;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, kind, name, path] = heading.exec(line) ?? [];
    if (line.startsWith('#')) object = kind && name && path ? { kind, name, path } : undefined;
    const [, field, , here] = line.split('|').map(cell => cell.trim());
    const named = /^`(.+)`$/.exec(field ?? '')?.[1];
    if (object && named && here) rows.push({ ...object, path: `${object.path}.${named}`, here });
  }
  return rows;
}

/** Every value of an object by its path. An item with a name is addressed by it, another one by its index. */
export function leaves(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[path, value]]);
  const entries = Array.isArray(value)
    ? value.map((item, place) => [`${path}[${isNamed(item) ? item.name : place}]`, item] as const)
    : Object.entries(value).map(([key, item]) => [path === '' ? key : `${path}.${key}`, item] as const);
  return new Map(entries.flatMap(([at, item]) => [...leaves(item, at)]));
}

function isNamed(item: unknown): item is { name: string } {
  return typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string';
}
