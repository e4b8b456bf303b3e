import type { OpenApiSchema } from './crds.ts';

const schemaLists = ['allOf', 'anyOf', 'oneOf'] as const;
const schemaChildren = ['items', 'additionalProperties', 'not'] as const;
const schemaMaps = ['properties', 'definitions', 'patternProperties'] as const;

/**
 * A copy of a schema in which `change` has been applied to every schema, the inner ones first.
 *
 * It follows the keywords that hold schemas, so a property that is called `description` or `items` is never
 * mistaken for the keyword.
 */
export function mapSchema(
  schema: OpenApiSchema,
  change: (schema: OpenApiSchema) => OpenApiSchema,
): OpenApiSchema {
  const copy: OpenApiSchema = { ...schema };
  for (const keyword of schemaLists) {
    const list = copy[keyword];
    if (list !== undefined) copy[keyword] = list.map(inner => mapSchema(inner, change));
  }
  for (const keyword of schemaChildren) {
    const child = copy[keyword];
    if (typeof child === 'object') copy[keyword] = mapSchema(child, change);
  }
  for (const keyword of schemaMaps) {
    const map = copy[keyword] as Record<string, OpenApiSchema> | undefined;
    if (map === undefined) continue;
    copy[keyword] = Object.fromEntries(
      Object.entries(map).map(([name, inner]) => [name, mapSchema(inner, change)]),
    );
  }
  return change(copy);
}

/** A schema without the keywords that hold prose. */
export function withoutProse(schema: OpenApiSchema): OpenApiSchema {
  return mapSchema(schema, ({ description, title, example, externalDocs, ...rest }) => rest);
}
