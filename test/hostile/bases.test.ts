import { fieldsSchema } from '../../config/json-schema.ts';
import type { Schema } from '../../config/patch-schema.ts';
import { validate } from '../../config/validate.ts';
import { fullEnvironments } from '../support/full-environments.ts';
import { shippedEnvironments } from '../support/hostile/bases.ts';

test('every environment that mutations begin with is accepted as it is', async () => {
  for (const data of [...(await shippedEnvironments()), ...fullEnvironments]) {
    expect(validate(data).faults).toEqual([]);
  }
});

test('some environment that mutations begin with says each key that there is', () => {
  const said = new Set(fullEnvironments.flatMap(data => keysOf(data)));
  expect(documented(fieldsSchema()).filter(key => !said.has(key))).toEqual([]);
});

/** `applications.*.port`: a star stands for the names in maps and the places in lists. */
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

const maps = new Set(['applications', 'applications.*.egress', 'applications.*.secrets']);

function documented(schema: Schema, path = ''): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const below = path === '' ? key : `${path}.${key}`;
    return [below, ...documented(field as Schema, below)];
  });
  const more = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(one =>
    documented(one as Schema, path),
  );
  const items = schema.items ? documented(schema.items as Schema, `${path}.*`) : [];
  const values =
    typeof schema.additionalProperties === 'object'
      ? documented(schema.additionalProperties as Schema, `${path}.*`)
      : [];
  return [...new Set([...own, ...more, ...items, ...values])];
}
