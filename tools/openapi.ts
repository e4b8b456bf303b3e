/** The parts of an OpenAPI v2 or v3 schema that we read or change; the rest is carried along. */
export interface OpenApiSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  default?: unknown;
  nullable?: boolean;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, OpenApiSchema>;
  definitions?: Record<string, OpenApiSchema>;
  additionalProperties?: OpenApiSchema | boolean;
  items?: OpenApiSchema;
  allOf?: OpenApiSchema[];
  anyOf?: OpenApiSchema[];
  oneOf?: OpenApiSchema[];
  not?: OpenApiSchema;
  [keyword: string]: unknown;
}

const combinators = ['allOf', 'anyOf', 'oneOf'] as const;

/**
 * A copy of a schema with `change` applied to every schema that describes a value's structure: properties, items and the
 * like, inner ones first.
 *
 * It follows the keywords that hold schemas, so a property that is called `description` or `items` is never
 * taken for the keyword. What stands in `allOf`, `anyOf`, `oneOf` and `not` restricts values and describes no
 * structure: a rule of Kubernetes' structural schemas. `restriction` is applied there, `change` is not.
 * Default of `restriction`: they are copied as they are.
 */
export function mapSchema(
  schema: OpenApiSchema,
  change: (schema: OpenApiSchema) => OpenApiSchema,
  restriction: (schema: OpenApiSchema) => OpenApiSchema = same => same,
): OpenApiSchema {
  const copy: OpenApiSchema = { ...schema };
  const inner = (child: OpenApiSchema): OpenApiSchema => mapSchema(child, change, restriction);
  const restrict = (child: OpenApiSchema): OpenApiSchema => mapSchema(child, restriction, restriction);
  if (copy.properties !== undefined) copy.properties = mapValues(copy.properties, inner);
  if (copy.definitions !== undefined) copy.definitions = mapValues(copy.definitions, inner);
  if (copy.items !== undefined) copy.items = inner(copy.items);
  if (typeof copy.additionalProperties === 'object') {
    copy.additionalProperties = inner(copy.additionalProperties);
  }
  for (const keyword of combinators) {
    const list = copy[keyword];
    if (list !== undefined) copy[keyword] = list.map(restrict);
  }
  if (copy.not !== undefined) copy.not = restrict(copy.not);
  return change(copy);
}

/** A schema without the keywords that hold prose. */
export function withoutProse(schema: OpenApiSchema): OpenApiSchema {
  const strip = ({ description, title, example, externalDocs, ...rest }: OpenApiSchema): OpenApiSchema =>
    rest;
  return mapSchema(schema, strip, strip);
}

function mapValues<T>(map: Record<string, T>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)]));
}
