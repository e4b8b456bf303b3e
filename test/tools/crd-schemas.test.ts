import { crdSchemas } from '../../tools/crd-schemas.ts';
import { objectMeta } from '../../tools/kubernetes-schemas.ts';
import type { OpenApiSchema } from '../../tools/openapi.ts';

const metadata: OpenApiSchema = { type: 'object', properties: { name: { type: 'string' } } };

/** The schema that becomes of one property of a custom resource's `spec`. */
function converted(property: OpenApiSchema): OpenApiSchema | undefined {
  const openAPIV3Schema: OpenApiSchema = {
    type: 'object',
    properties: { spec: { type: 'object', properties: { it: property } } },
  };
  const [schema] = crdSchemas(
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.example.com' },
      spec: {
        group: 'example.com',
        names: { kind: 'Thing', plural: 'things' },
        scope: 'Namespaced',
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }],
      },
    },
    { [objectMeta]: metadata },
  ).values();
  return schema?.properties?.spec?.properties?.it;
}

test('an object with named properties takes no others', () => {
  expect(converted({ type: 'object', properties: { a: { type: 'string' } } })).toEqual({
    type: 'object',
    properties: { a: { type: 'string' } },
    additionalProperties: false,
  });
});

test('an object that names nothing takes nothing, because the API server would prune it', () => {
  expect(converted({ type: 'object' })).toEqual({ type: 'object', additionalProperties: false });
});

test('a map takes every key', () => {
  const map: OpenApiSchema = { type: 'object', additionalProperties: { type: 'string' } };
  expect(converted(map)).toEqual(map);
});

test('an object that keeps unknown fields takes them, and the objects in it do not', () => {
  const inner: OpenApiSchema = { type: 'object', properties: {} };
  expect(
    converted({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { inner } }),
  ).toEqual({
    type: 'object',
    properties: { inner: { type: 'object', properties: {}, additionalProperties: false } },
  });
});

test('what anyOf and its like say about an object does not close it', () => {
  const anyOf: OpenApiSchema[] = [
    { type: 'object', properties: { a: { minLength: 1 } } },
    { required: ['b'] },
  ];
  expect(converted({ type: 'object', properties: { a: {}, b: {} }, anyOf })?.anyOf).toEqual(anyOf);
});

test('an integer or a string is either', () => {
  const anyOf: OpenApiSchema[] = [{ type: 'integer' }, { type: 'string' }];
  expect(converted({ 'x-kubernetes-int-or-string': true, anyOf, pattern: '^1' })).toEqual({
    type: ['integer', 'string'],
    anyOf,
    pattern: '^1',
  });
});

test('a nullable value may be null, also where its values are listed', () => {
  expect(converted({ type: 'string', nullable: true, enum: ['a'] })).toEqual({
    type: ['string', 'null'],
    enum: ['a', null],
  });
});

test('a required property with a default may be left out, one without may not', () => {
  const properties: Record<string, OpenApiSchema> = {
    a: { type: 'string', default: 'x' },
    b: { type: 'string' },
  };
  expect(converted({ type: 'object', properties, required: ['a', 'b'] })?.required).toEqual(['b']);
  expect(converted({ type: 'object', properties, required: ['a'] })).not.toHaveProperty('required');
});

test('a 32-bit integer has the bounds of one, and keeps its own where they are narrower', () => {
  expect(converted({ type: 'integer', format: 'int32', minimum: 1 })).toEqual({
    type: 'integer',
    format: 'int32',
    minimum: 1,
    maximum: 2147483647,
  });
});

test('a property that is called like a keyword stays a property', () => {
  const properties: Record<string, OpenApiSchema> = {
    description: { type: 'string', description: 'prose' },
    items: { type: 'string' },
  };
  expect(converted({ type: 'object', properties })?.properties).toEqual({
    description: { type: 'string' },
    items: { type: 'string' },
  });
});
