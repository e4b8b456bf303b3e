import { z } from 'zod';
import type { Path } from './path.ts';

/** The description of the field at a path, for the message that the field is missing. */
export function descriptionAt(schema: z.core.$ZodType, path: Path): string | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return z.globalRegistry.get(schema)?.description ?? descriptionInside(schema);
  for (const next of childrenAt(schema, key)) {
    const description = descriptionAt(next, rest);
    if (description) return description;
  }
  return undefined;
}

/** Every field of a schema that is in a registry, with its entry, by path; `*` stands for any key or index. */
export function registeredIn<T extends object>(
  registry: z.core.$ZodRegistry<T>,
  schema: z.core.$ZodType,
  path: readonly string[] = [],
): { readonly path: string; readonly known: T }[] {
  const known = registry.get(schema) as T | undefined;
  if (known !== undefined) return [{ path: path.join('.'), known }];
  const below = (child: z.core.$ZodType, key?: string) =>
    registeredIn(registry, child, key === undefined ? path : [...path, key]);
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, child]) => below(child as z.core.$ZodType, key));
  }
  if (schema instanceof z.ZodRecord) return below(schema.def.valueType, '*');
  if (schema instanceof z.ZodArray) return below(schema.def.element, '*');
  if (schema instanceof z.ZodUnion) return schema.def.options.flatMap(option => below(option));
  const inner = unwrap(schema);
  return inner === schema ? [] : below(inner);
}

function descriptionInside(schema: z.core.$ZodType): string | undefined {
  const inner = unwrap(schema);
  return inner === schema ? undefined : descriptionAt(inner, []);
}

/** The schema inside one that only adds a default or a transformation; any other schema as it is. */
function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPipe) return schema.def.in;
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return schema.def.innerType;
  }
  return schema;
}

function childrenAt(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) {
    const child: z.core.$ZodType | undefined = schema.shape[String(key)];
    return child ? [child] : [];
  }
  if (schema instanceof z.ZodRecord) return [schema.def.valueType];
  if (schema instanceof z.ZodArray) return [schema.def.element];
  if (schema instanceof z.ZodUnion) return schema.def.options.flatMap(option => childrenAt(option, key));
  const inner = unwrap(schema);
  return inner === schema ? [] : childrenAt(inner, key);
}
