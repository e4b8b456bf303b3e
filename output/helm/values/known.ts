import type { Schema } from '../../../config/patch-schema.ts';

/** A value that a schema knows. */
export interface Known {
  /** Its keys; `*` stands for a key of the user's or an item of a list. */
  readonly path: readonly string[];
  readonly description: string;
}

/** Every value that a schema knows and describes, those inside others after them. */
export function knownValues(schema: Schema, path: readonly string[] = []): Known[] {
  const { properties = {}, additionalProperties, items, then, else: otherwise, anyOf = [] } = schema;
  const ofFields = Object.entries(properties).flatMap(([key, field]) => {
    const here = [...path, key];
    return [
      ...(field.description === undefined ? [] : [{ path: here, description: field.description }]),
      ...knownValues(field, here),
    ];
  });
  const below = [items, typeof additionalProperties === 'object' ? additionalProperties : undefined];
  const alternatives = [then, otherwise, ...anyOf];
  return [
    ...ofFields,
    ...below.flatMap(inner => (inner === undefined ? [] : knownValues(inner, [...path, '*']))),
    ...alternatives.flatMap(inner => (inner === undefined ? [] : knownValues(inner, path))),
  ];
}
