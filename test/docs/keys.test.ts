import { fieldsSchema } from '../../config/json-schema.ts';
import type { Schema } from '../../config/patch-schema.ts';
import { pages } from './pages.ts';
import { isPath } from './paths.ts';

const schema = fieldsSchema();
const topKeys = Object.keys(schema.properties ?? {});

/** `cluster.dns` or `applications.NAME.scale.rules[]`: a key of an environment, from the top. */
const isKey = (text: string): boolean =>
  /^[a-z][\w.[\]*-]+$/i.test(text) &&
  text.includes('.') &&
  !isPath(text) &&
  topKeys.includes(text.split('.')[0] ?? '');

/** The schemas that a key may have one step below any of these. */
function step(schemas: readonly Schema[], key: string): Schema[] {
  return schemas.flatMap(shapesOf).flatMap(({ items, properties, additionalProperties }) => {
    if (key === '[]') return (items as Schema | undefined) ?? [];
    const item = key === '*' ? (items as Schema | undefined) : undefined;
    const named = (properties as Record<string, Schema> | undefined)?.[key];
    const anyNamed = typeof additionalProperties === 'object' ? (additionalProperties as Schema) : [];
    return item ?? named ?? anyNamed;
  });
}

/** A schema and the alternatives that it allows. */
function shapesOf(schema: Schema): Schema[] {
  const alternatives = [...((schema.anyOf as Schema[]) ?? []), ...((schema.oneOf as Schema[]) ?? [])];
  return [schema, ...alternatives.flatMap(shapesOf)];
}

function exists(key: string): boolean {
  const steps = key.replaceAll('[]', '.[]').split('.');
  return steps.reduce<Schema[]>((schemas, name) => step(schemas, name), [schema]).length > 0;
}

test('every key of an environment in backticks is in the schema', () => {
  const keys = pages.flatMap(page => page.spans).filter(({ text }) => isKey(text));
  expect(keys.length).toBeGreaterThan(40);
  expect(keys.filter(({ text }) => !exists(text)).map(({ place, text }) => `${place}: ${text}`)).toEqual([]);
});

test.each([
  ['cluster.dns.cidrs', true],
  ['applications.web.scale.rules[]', true],
  ['cluster.dsn', false],
  ['applications.web.scale.min.max', false],
])('%s is looked up', (key, expected) => {
  expect(exists(key)).toBe(expected);
});
