import { fieldsSchema } from '../../../config/json-schema.ts';
import type { Schema } from '../../../config/patch-schema.ts';

/** Every schema of a number, by its path. */
function numbersIn(schema: Schema, path: string): [path: string, schema: Schema][] {
  const numbers: [string, Schema][] = ['integer', 'number'].includes(String(schema.type))
    ? [[path, schema]]
    : [];
  const { properties = {}, items, additionalProperties, anyOf = [], oneOf = [] } = schema;
  return [
    ...numbers,
    ...Object.entries(properties).flatMap(([key, field]) => numbersIn(field as Schema, `${path}.${key}`)),
    ...[items, additionalProperties].flatMap(field =>
      typeof field === 'object' ? numbersIn(field as Schema, `${path}.*`) : [],
    ),
    ...[...anyOf, ...oneOf].flatMap(field => numbersIn(field as Schema, path)),
  ];
}

/** Written with a unit or as a number; `config/units/quantity.ts` bounds them: 1000 cores, 2^63 - 1 bytes. */
const quantities = /\.(cpu|memory|storage|walStorage|ephemeralStorage|size|sizeLimit|requestBuffer)$/;

test('every count in an environment has a bound, of 32 bits except for thresholds', () => {
  const counts = numbersIn(fieldsSchema(), '').filter(
    ([path, schema]) => !quantities.test(path) && schema.enum === undefined,
  );
  expect(counts.length).toBeGreaterThan(20);
  const unbounded = counts.filter(
    ([path, { maximum }]) => !(Number(maximum) < (path.endsWith('.threshold') ? 2 ** 53 : 2 ** 31)),
  );
  expect(unbounded.map(([path]) => path)).toEqual([]);
});
