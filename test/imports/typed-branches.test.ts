import type { OpenApiSchema } from '../../tools/openapi.ts';
import { withBranches } from '../../tools/typed-branches.ts';

const limits: OpenApiSchema = { type: 'object', properties: { cpu: { type: 'string' } } };
const schema: OpenApiSchema = {
  type: 'object',
  properties: {
    replicas: { type: 'integer' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    first: limits,
    list: { type: 'array', items: limits },
    map: { type: 'object', additionalProperties: limits },
    outer: { type: 'object', properties: { inner: limits, other: limits } },
  },
};
const untyped = { 'x-kubernetes-preserve-unknown-fields': true };

test('keeps the key of a branch that is not named, and allows every value there', () => {
  expect(withBranches(schema, [], 'Kind').properties).toEqual({
    replicas: { type: 'integer' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    first: untyped,
    list: { type: 'array', items: untyped },
    map: { type: 'object', additionalProperties: untyped },
    outer: untyped,
  });
});

test.each(['first', 'list', 'map'])('keeps the type of a branch that is named: %s', name => {
  const { properties } = withBranches(schema, [name], 'Kind');
  expect(properties?.[name]).toEqual(schema.properties?.[name]);
});

test('keeps the types on the way to an inner branch, and no other', () => {
  const { properties } = withBranches(schema, ['outer.inner'], 'Kind');
  expect(properties?.outer?.properties).toEqual({ inner: limits, other: untyped });
});

test('refuses a path that names no branch, with those that there are', () => {
  expect(() => withBranches(schema, ['outer.iner'], 'Kind')).toThrow(
    'tools/imported-kinds.ts: Kind.outer: expected a branch of the schema, one of inner, other; found iner',
  );
});
