/** The keywords of JSON Schema that the schema of environments uses. */
export interface Schema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
}

/**
 * The schema of a JSON Merge Patch (RFC 7396) of a value: any part of it, `null` to remove a key, or a whole list.
 * Where the value is a union of objects, the keys of all of them are allowed: a patch may have to remove one.
 */
export function patchOf(schema: Schema): Schema {
  const { required: _required, default: _default, ...rest } = schema;
  const members = rest.anyOf ?? rest.oneOf;
  if (members) return patchOfUnion(rest, members);
  if (!isObject(rest)) return rest;
  return {
    ...rest,
    ...(rest.properties && { properties: mapValues(rest.properties, nullablePatchOf) }),
    ...(typeof rest.additionalProperties === 'object' && {
      additionalProperties: nullablePatchOf(rest.additionalProperties),
    }),
  };
}

function nullablePatchOf(schema: Schema): Schema {
  const { description, ...patch } = patchOf(schema);
  const nullable: Schema = patch.anyOf
    ? { anyOf: [...patch.anyOf, { type: 'null' }] }
    : { anyOf: [patch, { type: 'null' }] };
  return description === undefined ? nullable : { description, ...nullable };
}

function patchOfUnion(schema: Schema, members: readonly Schema[]): Schema {
  const { anyOf: _anyOf, oneOf: _oneOf, ...rest } = schema;
  const objects = members.filter(isObject);
  const others = members.filter(member => !isObject(member));
  const merged: readonly Schema[] = objects.length === 0 ? [] : [patchOf(mergeObjects(objects))];
  const patches = [...others, ...merged];
  return patches.length === 1 ? { ...rest, ...patches[0] } : { ...rest, anyOf: patches };
}

/** One object with the keys of all; a key that differs among them may have any of its schemas. */
function mergeObjects(objects: readonly Schema[]): Schema {
  const variants = new Map<string, Schema[]>();
  for (const [key, value] of objects.flatMap(({ properties = {} }) => Object.entries(properties))) {
    const known = variants.get(key) ?? [];
    const isKnown = known.some(other => JSON.stringify(other) === JSON.stringify(value));
    variants.set(key, isKnown ? known : [...known, value]);
  }
  const properties = Object.fromEntries(
    [...variants].map(([key, values]) => [key, values.length === 1 ? (values[0] ?? {}) : { anyOf: values }]),
  );
  return { type: 'object', properties, additionalProperties: false };
}

function isObject(schema: Schema): boolean {
  return schema.type === 'object';
}

function mapValues(record: Readonly<Record<string, Schema>>, map: (schema: Schema) => Schema) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
