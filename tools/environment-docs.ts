import type { Schema } from '../config/patch-schema.ts';

/** A part of an environment with keys of its own. */
interface Section {
  /** Such as `applications.NAME.scale`. */
  readonly path: string;
  /** What tells it from other forms of the same key, such as `strategy: rollingUpdate`. - none: the only form. */
  readonly form?: string;
  readonly schema: Schema;
}

const introduction = `# Environment files

Every key that an environment file may have. Written by \`npm run schema\` from the schema in \`config/\`.

An environment is one file in \`environments/\`, in TypeScript, YAML or JSON; all three say the same. Files whose name begins with \`_\` are there to be extended only. With \`extends: ./production.yaml\` a file says only where it differs from another one: objects are merged key by key, a list or a number replaces the other whole, \`null\` removes a key (JSON Merge Patch, RFC 7396).

What is wrong is refused before anything is written, all of it at once, each with its place, what was found, what is allowed and what to change; \`test/invalid/\` has an example of every fault and its message.

For suggestions in an editor: \`# yaml-language-server: $schema=../config/environment.schema.json\` as the first line of a YAML file, \`"$schema": "../config/environment.schema.json"\` in JSON; \`environment({ … })\` from \`config/define.ts\` in TypeScript.
`;

/** The reference of every key, as Markdown. */
export function environmentReference(schema: Schema): string {
  const sections = sectionsOf({ path: '', schema });
  return [introduction, ...sections.map(formatSection)].join('\n');
}

/** A section and, after it, those inside it. */
function sectionsOf(section: Section): Section[] {
  const inner = Object.entries(section.schema.properties ?? {}).flatMap(([key, value]) =>
    formsOf(join(section.path, key), value),
  );
  return [section, ...inner.flatMap(sectionsOf)];
}

/** The objects that the value of a key may be. */
function formsOf(path: string, schema: Schema): Section[] {
  const members = schema.anyOf ?? schema.oneOf;
  if (members) {
    return members.flatMap(member => formsOf(path, member).map(form => ({ ...form, form: formOf(member) })));
  }
  if (schema.properties) return [{ path, schema }];
  if (schema.items) return formsOf(`${path}[]`, schema.items);
  const named = schema.additionalProperties;
  return typeof named === 'object' ? formsOf(`${path}.NAME`, named) : [];
}

/** The key that has one value only in this form, as `external: true`. */
function formOf(schema: Schema): string | undefined {
  const entry = Object.entries(schema.properties ?? {}).find(
    ([key, value]) => value.const !== undefined || (key === 'metric' && value.enum !== undefined),
  );
  if (!entry) return undefined;
  const [key, value] = entry;
  return `${key}: ${(value.enum ?? [value.const]).join('` or `')}`;
}

function formatSection({ path, form, schema }: Section): string {
  const title = path === '' ? 'The file' : `\`${path}\`${form ? `, \`${form}\`` : ''}`;
  const rows = Object.entries(schema.properties ?? {}).map(([key, value]) => [
    `\`${key}\``,
    typeOf(value),
    schema.required?.includes(key) ? 'required' : defaultOf(value),
    (value.description ?? '').replaceAll('|', '\\|'),
  ]);
  const text = schema.description && path !== '' ? `${schema.description}\n\n` : '';
  return `## ${title}\n\n${text}${table([['key', 'value', 'default', 'what it says'], ...rows])}`;
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

/** In one line, as YAML would have it. */
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
