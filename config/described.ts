import type { Schema } from './patch-schema.ts';

/** Every value that a schema describes, with its path. Those inside others follow them; `*` stands for any key or item. */
export function describedIn(
  schema: Schema,
  path: readonly string[] = [],
): [path: string[], description: string][] {
  const { properties = {}, additionalProperties, items, then, else: otherwise, anyOf = [] } = schema;
  const inside = (inner: Schema | boolean | undefined, ...keys: string[]) =>
    typeof inner === 'object' ? describedIn(inner, [...path, ...keys]) : [];
  const ofFields = Object.entries(properties).flatMap(([key, field]): [string[], string][] => {
    const { description } = field;
    const below = inside(field, key);
    return description === undefined ? below : [[[...path, key], description], ...below];
  });
  const ofItems = [items, additionalProperties].flatMap(inner => inside(inner, '*'));
  return [...ofFields, ...ofItems, ...[then, otherwise, ...anyOf].flatMap(inner => inside(inner))];
}
