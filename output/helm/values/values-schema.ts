import { fieldsSchema } from '../../../config/json-schema.ts';
import type { Schema } from '../../../config/patch-schema.ts';
import { filledIn } from '../sample/table.ts';
import { isRead, type Reads } from './reads.ts';

/**
 * The JSON Schema of the chart's values: that of environment files, for their normal form. Every default is written
 * out there, so that what has one is required; quantities are texts. What no template reads is unknown.
 */
export function valuesSchema(reads: Reads): Schema {
  const schema = normal(fieldsSchema(), [], reads);
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'Values', ...schema };
}

function normal(schema: Schema, path: readonly string[], reads: Reads): Schema {
  const { default: _default, properties, anyOf, oneOf, items, additionalProperties, ...rest } = schema;
  const inside = (inner: Schema) => normal(inner, [...path, '*'], reads);
  const each = (schemas: readonly Schema[]) => schemas.map(alternative => normal(alternative, path, reads));
  return {
    ...rest,
    ...(properties && fields(schema, path, reads)),
    ...(anyOf && alternatives(each(textOnly(anyOf)))),
    ...(oneOf && toldApart(each(oneOf))),
    ...(items && { items: inside(items) }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'object' ? inside(additionalProperties) : additionalProperties,
    }),
  };
}

function fields({ properties = {}, required = [] }: Schema, path: readonly string[], reads: Reads) {
  const kept = Object.entries(properties).filter(([key]) => isRead([...path, key], reads));
  const isRequired = ([key, field]: [string, Schema]) =>
    required.includes(key) ||
    field.default !== undefined ||
    [key, `${key}?`].some(name => filledIn.includes([...path, name].join('.')));
  return {
    properties: Object.fromEntries(kept.map(([key, field]) => [key, normal(field, [...path, key], reads)])),
    required: kept.filter(isRequired).map(([key]) => key),
  };
}

/** A map or something else: only what it is meant to be is checked, so that a fault is named once. */
function alternatives(schemas: readonly Schema[]): Schema {
  const [first = {}, second] = schemas;
  if (second === undefined) return first;
  const isMapOrElse = schemas.length === 2 && first.type !== 'object' && second.type === 'object';
  return isMapOrElse ? when({ type: 'object' }, second, first) : { anyOf: schemas };
}

/** Maps that the words of one key tell apart: only the one that is meant is checked, so that a fault is named once. */
function toldApart(schemas: readonly Schema[]): Schema {
  const keys = Object.keys(schemas[0]?.properties ?? {});
  const key = keys.find(candidate => schemas.every(schema => wordsOf(schema, candidate).length > 0));
  if (key === undefined) return { oneOf: schemas };
  const says = (words: readonly unknown[]): Schema => ({
    type: 'object',
    required: [key],
    properties: { [key]: { enum: words } },
  });
  const conditional = schemas.reduceRight<Schema | undefined>(
    (others, schema) => when(says(wordsOf(schema, key)), schema, others),
    undefined,
  );
  return { ...says(schemas.flatMap(schema => wordsOf(schema, key))), ...conditional };
}

function when(condition: Schema, schema: Schema, otherwise?: Schema): Schema {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: condition, then: schema, ...(otherwise && { else: otherwise }) };
}

/** What a key of a map must be. - empty: anything, or nothing. */
function wordsOf({ properties = {}, required = [] }: Schema, key: string): readonly unknown[] {
  const { const: word, enum: words } = properties[key] ?? {};
  return required.includes(key) ? (words ?? (word === undefined ? [] : [word])) : [];
}

/** Where a text with units or a number may stand, only the text. */
function textOnly(schemas: readonly Schema[]): readonly Schema[] {
  const isQuantity =
    schemas.length === 2 && schemas[0]?.pattern !== undefined && schemas[1]?.type === 'number';
  return isQuantity ? schemas.slice(0, 1) : schemas;
}
