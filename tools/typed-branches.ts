import type { OpenApiSchema } from './openapi.ts';

/** Allows every value; its generated type is `any`. */
const untyped: OpenApiSchema = { 'x-kubernetes-preserve-unknown-fields': true };

/**
 * A copy of an object's schema in which only the named branches have types.
 *
 * @param paths branches as dotted paths from this object, such as `strategy.blueGreen`
 * @param place where the object is, for the message
 * @throws when a path names no branch, with those that there are
 */
export function withBranches(schema: OpenApiSchema, paths: readonly string[], place: string): OpenApiSchema {
  const properties = schema.properties ?? {};
  const branches = Object.keys(properties).filter(name => isBranch(properties[name]));
  const unknown = paths.map(firstOf).find(name => !branches.includes(name));
  if (unknown !== undefined) {
    throw new Error(
      `tools/imported-kinds.ts: ${place}: expected a branch of the schema, one of ${branches.join(', ')}; found ${unknown}`,
    );
  }
  const entries = Object.entries(properties).map(([name, property]) => {
    const inner = paths.filter(path => firstOf(path) === name);
    const below = inner.filter(path => path !== name).map(path => path.slice(name.length + 1));
    const change = (object: OpenApiSchema) =>
      inner.length === 0 ? untyped : withBranches(object, below, `${place}.${name}`);
    return [name, isBranch(property) ? changeObject(property, change) : property];
  });
  return { ...schema, properties: Object.fromEntries(entries) };
}

function firstOf(path: string): string {
  return path.split('.', 1)[0] ?? '';
}

/** Whether a property holds an object that has properties, or a list or map of such objects. */
export function isBranch(schema: OpenApiSchema | undefined): boolean {
  if (schema === undefined) return false;
  return schema.properties !== undefined || isBranch(schema.items) || isBranch(valuesOf(schema));
}

/** The object that a branch holds, alone or in a list or map, replaced by what `change` makes of it. */
function changeObject(
  schema: OpenApiSchema,
  change: (object: OpenApiSchema) => OpenApiSchema,
): OpenApiSchema {
  if (schema.items) return { ...schema, items: changeObject(schema.items, change) };
  const values = valuesOf(schema);
  return values === undefined
    ? change(schema)
    : { ...schema, additionalProperties: changeObject(values, change) };
}

function valuesOf({ additionalProperties }: OpenApiSchema): OpenApiSchema | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}
