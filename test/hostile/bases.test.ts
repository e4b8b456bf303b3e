import { fieldsSchema } from '../../config/json-schema.ts';
import type { Schema } from '../../config/patch-schema.ts';
import { validate } from '../../config/validate.ts';
import { fullEnvironments } from '../support/full-environments.ts';
import { shippedEnvironments } from '../support/hostile/bases.ts';

test('every environment that mutations start from is accepted', async () => {
  for (const data of [...(await shippedEnvironments()), ...fullEnvironments]) {
    expect(validate(data).faults).toEqual([]);
  }
});

test('the environments that mutations start from have every key of the schema', () => {
  const present = new Set(fullEnvironments.flatMap(data => keysOf(data)));
  expect(documented(fieldsSchema()).filter(key => !present.has(key))).toEqual([]);
});

/** `applications.*.port`: a star stands for a key of a map or an index of a list. */
function keysOf(data: unknown, path = ''): string[] {
  if (Array.isArray(data)) return [path, ...data.flatMap(item => keysOf(item, `${path}.*`))];
  if (typeof data !== 'object' || data === null) return [path];
  return [
    path,
    ...Object.entries(data).flatMap(([key, value]) => [
      ...keysOf(value, path === '' ? key : `${path}.${key}`),
      ...(maps.has(path) ? keysOf(value, `${path}.*`) : []),
    ]),
  ];
}

/** The places whose keys are the user's. */
const maps = new Set(mapsIn(fieldsSchema()));

function mapsIn(schema: Schema, path = ''): string[] {
  const { properties = {}, additionalProperties, items, anyOf = [], oneOf = [] } = schema;
  const isMap = typeof additionalProperties === 'object';
  return [
    ...(isMap ? [path, ...mapsIn(additionalProperties, `${path}.*`)] : []),
    ...(items ? mapsIn(items, `${path}.*`) : []),
    ...Object.entries(properties).flatMap(([key, field]) =>
      mapsIn(field, path === '' ? key : `${path}.${key}`),
    ),
    ...[...anyOf, ...oneOf].flatMap(member => mapsIn(member, path)),
  ];
}

function documented(schema: Schema, path = ''): string[] {
  const properties = Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const below = path === '' ? key : `${path}.${key}`;
    return [below, ...documented(field as Schema, below)];
  });
  const members = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(member =>
    documented(member as Schema, path),
  );
  const items = schema.items ? documented(schema.items as Schema, `${path}.*`) : [];
  const values =
    typeof schema.additionalProperties === 'object'
      ? documented(schema.additionalProperties as Schema, `${path}.*`)
      : [];
  return [...new Set([...properties, ...members, ...items, ...values])];
}
