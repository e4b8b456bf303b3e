import { fieldsSchema } from '../../config/json-schema.ts';
import type { Schema } from '../../config/patch-schema.ts';
import { isRead } from './reads.ts';

/**
 * The JSON Schema of the chart's values: that of environment files, for their normal form. Every default is written
 * out there, so that what has one is required; quantities are texts. What no template reads is unknown.
 */
export function valuesSchema(reads: ReadonlySet<string>): string {
  const schema = normal(fieldsSchema(), [], reads);
  const titled = { $schema: 'http://json-schema.org/draft-07/schema#', title: 'Values', ...schema };
  return `${JSON.stringify(titled, null, 2)}\n`;
}

function normal(schema: Schema, path: readonly string[], reads: ReadonlySet<string>): Schema {
  const { default: _default, properties, anyOf, oneOf, items, additionalProperties, ...rest } = schema;
  const each = (schemas: readonly Schema[]) => schemas.map(one => normal(one, path, reads));
  return {
    ...rest,
    ...(properties && fields(schema, path, reads)),
    ...(anyOf && each(textOnly(anyOf)).length === 1
      ? each(textOnly(anyOf))[0]
      : anyOf && { anyOf: each(anyOf) }),
    ...(oneOf && { oneOf: each(oneOf) }),
    ...(items && { items: normal(items as Schema, [...path, '*'], reads) }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'object'
          ? normal(additionalProperties as Schema, [...path, '*'], reads)
          : additionalProperties,
    }),
  };
}

function fields(
  { properties = {}, required = [] }: Schema,
  path: readonly string[],
  reads: ReadonlySet<string>,
) {
  const kept = Object.entries(properties).filter(([key]) => isRead([...path, key], reads));
  const isRequired = ([key, field]: [string, Schema]) =>
    required.includes(key) || field.default !== undefined || ['namespace', 'limits', 'maxAge'].includes(key);
  return {
    properties: Object.fromEntries(kept.map(([key, field]) => [key, normal(field, [...path, key], reads)])),
    required: kept.filter(isRequired).map(([key]) => key),
  };
}

/** Where a text with units or a number may stand, only the text. */
function textOnly(schemas: readonly Schema[]): readonly Schema[] {
  const isQuantity =
    schemas.length === 2 && schemas[0]?.pattern !== undefined && schemas[1]?.type === 'number';
  return isQuantity ? schemas.slice(0, 1) : schemas;
}
