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
  return schemas.flatMap(each).flatMap(one => {
    if (key === '[]') return (one.items as Schema | undefined) ?? [];
    const item = key === '*' ? (one.items as Schema | undefined) : undefined;
    const named = (one.properties as Record<string, Schema> | undefined)?.[key];
    const other = one.additionalProperties as Schema | boolean | undefined;
    return item ?? named ?? (typeof other === 'object' ? other : []);
  });
}

/** A schema and the shapes that it may have. */
function each(one: Schema): Schema[] {
  const shapes = [...((one.anyOf as Schema[]) ?? []), ...((one.oneOf as Schema[]) ?? [])];
  return [one, ...shapes.flatMap(each)];
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
