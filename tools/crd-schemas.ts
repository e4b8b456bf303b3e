import type { CustomResourceDefinition } from './crds.ts';
import { closure, identified, objectMeta, withFormat } from './kubernetes-schemas.ts';
import { mapSchema, type OpenApiSchema, withoutProse } from './openapi.ts';

/**
 * One self-contained strict schema for each served version of a custom resource, by kubeconform's file name
 * (`argoproj.io/rollout_v1alpha1.json`). `definitions` are Kubernetes' own, for the object metadata.
 *
 * The rules are those of structural schemas (Kubernetes, "Extend the Kubernetes API with
 * CustomResourceDefinitions"). A field that is not specified is pruned, so it is refused here.
 */
export function crdSchemas(
  { spec }: CustomResourceDefinition,
  definitions: Record<string, OpenApiSchema>,
): Map<string, OpenApiSchema> {
  const metadata: OpenApiSchema = { $ref: `#/definitions/${objectMeta}` };
  const schemas = new Map<string, OpenApiSchema>();
  for (const { name, served, schema } of spec.versions) {
    if (!served) continue;
    const strict = mapSchema(withoutProse(schema.openAPIV3Schema), strictSchema, withoutExtensions);
    strict.properties = { ...strict.properties, metadata };
    const root = identified(strict, `${spec.group}/${name}`, spec.names.kind);
    const file = `${spec.group}/${spec.names.kind.toLowerCase()}_${name}.json`;
    schemas.set(file, { ...root, definitions: closure(definitions, metadata) });
  }
  return schemas;
}

function strictSchema(schema: OpenApiSchema): OpenApiSchema {
  return withFormat(withNull(withIntOrString(withDefaults(withClosedObject(schema)))));
}

/** An object holds what its schema names and nothing else, unless it says that it keeps unknown fields. */
function withClosedObject(schema: OpenApiSchema): OpenApiSchema {
  if (schema['x-kubernetes-preserve-unknown-fields'] === true) return schema;
  if (schema.type !== 'object' || schema.additionalProperties !== undefined) return schema;
  return { ...schema, additionalProperties: false };
}

/** Defaults are set before required fields are looked for, so a required field with a default may be left out. */
function withDefaults(schema: OpenApiSchema): OpenApiSchema {
  const required = schema.required?.filter(name => schema.properties?.[name]?.default === undefined);
  const { required: _, ...rest } = schema;
  // JSON Schema draft 4 refuses an empty list.
  return required === undefined || required.length === 0 ? rest : { ...rest, required };
}

function withIntOrString(schema: OpenApiSchema): OpenApiSchema {
  const intOrString = schema['x-kubernetes-int-or-string'] === true;
  const plain = withoutExtensions(schema);
  return intOrString ? { ...plain, type: ['integer', 'string'] } : plain;
}

function withNull(schema: OpenApiSchema): OpenApiSchema {
  const { nullable, ...rest } = schema;
  if (nullable !== true || rest.type === undefined) return rest;
  const nullableSchema: OpenApiSchema = { ...rest, type: [rest.type, 'null'].flat() };
  return rest.enum === undefined ? nullableSchema : { ...nullableSchema, enum: [...rest.enum, null] };
}

function withoutExtensions(schema: OpenApiSchema): OpenApiSchema {
  return Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => !keyword.startsWith('x-kubernetes-')),
  );
}
