import { mapSchema, type OpenApiSchema, withoutProse } from './openapi.ts';

/** The parts of Kubernetes' OpenAPI v2 document (`swagger.json`) that we read. */
export interface OpenApiDocument {
  readonly definitions: Readonly<Record<string, OpenApiSchema>>;
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** The name of the definition that every object's `metadata` refers to. */
export const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/**
 * What a quantity looks like: a decimal number with a binary or decimal suffix or a decimal exponent.
 * Source: `staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go`.
 */
const quantity = '^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$';

/** Definitions whose Go type reads other JSON than the OpenAPI document says. */
const rewritten: Readonly<Record<string, OpenApiSchema>> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': {
    type: ['integer', 'string'],
    minimum: -(2 ** 31),
    maximum: 2 ** 31 - 1,
  },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'], pattern: quantity },
};

/** The strict definitions of a Kubernetes version, by name; they refer to each other. */
export function strictDefinitions(document: OpenApiDocument): Record<string, OpenApiSchema> {
  const strict = Object.entries(document.definitions).map(([name, schema]) => {
    return [name, rewritten[name] ?? mapSchema(withoutProse(schema), strictSchema)] as const;
  });
  return Object.fromEntries(strict);
}

/** Refuses unknown fields, integers that do not fit and bytes that are not base64. */
function strictSchema(schema: OpenApiSchema): OpenApiSchema {
  const strict = withoutExtensions(schema);
  if (strict.properties !== undefined) strict.additionalProperties ??= false;
  return withFormat(strict);
}

/** The formats that the API server enforces when it decodes JSON and that JSON Schema does not know. */
export function withFormat(schema: OpenApiSchema): OpenApiSchema {
  if (schema.format === 'int32') return { minimum: -(2 ** 31), maximum: 2 ** 31 - 1, ...schema };
  if (schema.format === 'byte') return { pattern: '^[A-Za-z0-9+/\\r\\n]*={0,2}[\\r\\n]*$', ...schema };
  return schema;
}

function withoutExtensions(schema: OpenApiSchema): OpenApiSchema {
  return Object.fromEntries(
    Object.entries(schema).filter(([keyword]) => !keyword.startsWith('x-kubernetes-')),
  );
}

/**
 * One self-contained schema for each kind that can be applied, by kubeconform's file name
 * (`deployment-apps-v1.json`, core kinds `service-v1.json`).
 */
export function kubernetesSchemas(document: OpenApiDocument): Map<string, OpenApiSchema> {
  const definitions = strictDefinitions(document);
  const schemas = new Map<string, OpenApiSchema>();
  for (const [name, { properties, 'x-kubernetes-group-version-kind': kinds }] of Object.entries(
    document.definitions,
  )) {
    // Lists and requests have kinds too, but no object metadata: no one applies them.
    if (properties?.metadata?.$ref !== `#/definitions/${objectMeta}`) continue;
    for (const kind of (kinds ?? []) as GroupVersionKind[]) {
      schemas.set(fileName(kind), objectSchema(definitions, name, kind));
    }
  }
  return schemas;
}

function fileName({ group, version, kind }: GroupVersionKind): string {
  const prefix = group.split('.')[0] ?? '';
  return `${[kind, prefix, version].filter(part => part !== '').join('-')}.json`.toLowerCase();
}

function objectSchema(
  definitions: Record<string, OpenApiSchema>,
  name: string,
  { group, version, kind }: GroupVersionKind,
): OpenApiSchema {
  const schema: OpenApiSchema = { ...definitions[name] };
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return {
    ...identified(schema, apiVersion, kind),
    definitions: closure(definitions, schema),
  };
}

/** The schema with `apiVersion` and `kind` required and fixed. */
export function identified(schema: OpenApiSchema, apiVersion: string, kind: string): OpenApiSchema {
  return {
    ...schema,
    properties: {
      ...schema.properties,
      apiVersion: { type: 'string', enum: [apiVersion] },
      kind: { type: 'string', enum: [kind] },
    },
    required: [...new Set(['apiVersion', 'kind', ...(schema.required ?? [])])],
  };
}

/** The definitions that a schema needs, directly or through others. */
export function closure(
  definitions: Record<string, OpenApiSchema>,
  schema: OpenApiSchema,
): Record<string, OpenApiSchema> {
  const needed = new Map<string, OpenApiSchema>();
  const visit = (current: OpenApiSchema): void => {
    mapSchema(current, inner => {
      const name = inner.$ref?.replace('#/definitions/', '');
      const definition = name === undefined ? undefined : definitions[name];
      if (name !== undefined && definition !== undefined && !needed.has(name)) {
        needed.set(name, definition);
        visit(definition);
      }
      return inner;
    });
  };
  visit(schema);
  return Object.fromEntries([...needed].sort(([a], [b]) => (a < b ? -1 : 1)));
}
