import type { Schema } from '../../config/patch-schema.ts';

/** An object in an environment, with its keys. */
interface Section {
  /** Such as `applications.NAME.scale`. */
  readonly path: string;
  /** The value by which it differs from other forms of the key, such as `strategy: rollingUpdate`. - none: the only form. */
  readonly form?: string;
  readonly schema: Schema;
}

/** The table of an object's keys, followed by a section for each object below them. */
export function keysAsMarkdown(path: string, schema: Schema): string {
  const below = Object.entries(schema.properties ?? {}).flatMap(([key, value]) =>
    formsOf(join(path, key), value),
  );
  return [tableOf(schema), ...below.flatMap(sectionsOf).map(formatSection)].join('\n');
}

/** A section, followed by the sections inside it. */
function sectionsOf(section: Section): Section[] {
  const inner = Object.entries(section.schema.properties ?? {}).flatMap(([key, value]) =>
    formsOf(join(section.path, key), value),
  );
  return [section, ...inner.flatMap(sectionsOf)];
}

/** The sections for the objects that the value of a key may be. */
function formsOf(path: string, schema: Schema): Section[] {
  const members = schema.anyOf ?? schema.oneOf;
  if (members) {
    return members.flatMap(member => formsOf(path, member).map(form => ({ ...form, form: formOf(member) })));
  }
  if (schema.properties) return [{ path, schema }];
  if (schema.items) return formsOf(`${path}[]`, schema.items);
  const values = schema.additionalProperties;
  return typeof values === 'object' ? formsOf(`${path}.NAME`, values) : [];
}

/** The key with a fixed value in this form, such as `external: true`. */
function formOf(schema: Schema): string | undefined {
  const entry = Object.entries(schema.properties ?? {}).find(
    ([key, value]) => value.const !== undefined || (key === 'metric' && value.enum !== undefined),
  );
  if (!entry) return undefined;
  const [key, value] = entry;
  return `${key}: ${(value.enum ?? [value.const]).join('` or `')}`;
}

function formatSection({ path, form, schema }: Section): string {
  const title = `\`${path}\`${form ? `, \`${form}\`` : ''}`;
  const text = schema.description ? `${schema.description}\n\n` : '';
  return `### ${title}\n\n${text}${tableOf(schema)}`;
}

function tableOf({ properties = {}, required }: Schema): string {
  const rows = Object.entries(properties).map(([key, value]) => [
    `\`${key}\``,
    typeOf(value),
    required?.includes(key) ? 'required' : defaultOf(value),
    (value.description ?? '').replaceAll('|', '\\|'),
  ]);
  return table([['key', 'value', 'default', 'what it says'], ...rows]);
}

function typeOf(schema: Schema): string {
  if (schema.title) return schema.title;
  const members = schema.anyOf ?? schema.oneOf;
  if (members) return [...new Set(members.map(typeOf))].join(' or ');
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map(value => `\`${value}\``).join(', ');
  if (schema.type === 'integer' || schema.type === 'number') return numberType(schema);
  if (schema.type === 'array') return 'list';
  if (schema.type === 'boolean') return '`true`, `false`';
  return schema.type === 'object' ? 'object' : 'string';
}

function numberType({ type, minimum, maximum, exclusiveMinimum }: Schema): string {
  const kind = type === 'integer' ? 'whole number' : 'number';
  if (exclusiveMinimum !== undefined) return `${kind} above ${exclusiveMinimum}`;
  if (minimum === undefined) return kind;
  return maximum === undefined ? `${kind} from ${minimum}` : `${kind}, ${minimum} to ${maximum}`;
}

function defaultOf(schema: Schema): string {
  const value = schema.default;
  if (value === undefined || /^(\{\}|\[\])$/.test(JSON.stringify(value))) return '';
  return `\`${typeof value === 'string' ? value : inYaml(value)}\``;
}

/** The value in one line of YAML. */
function inYaml(value: unknown): string {
  return JSON.stringify(value)
    .replace(/"([^"]*)":/g, '$1: ')
    .replaceAll('"', '')
    .replaceAll(',', ', ');
}

/** A table with aligned columns, as the formatter of this repository writes it. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map(row => [...(row[column] ?? '')].length)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => pad(cells[column] ?? '', width)).join(' | ')} |\n`;
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |\n`;
  return `${line(head)}${rule}${rows.slice(1).map(line).join('')}`;
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(width - [...text].length);
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
