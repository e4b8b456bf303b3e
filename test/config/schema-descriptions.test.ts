import { environmentFileSchema } from '../../config/json-schema.ts';
import type { Schema } from '../../config/patch-schema.ts';

/** A key of an environment file, in one of the forms of the object that holds it. */
interface Key {
  /** Such as `applications.NAME.port`. */
  readonly path: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
}

const keys = keysOf(environmentFileSchema().else ?? {}, '');

function keysOf(schema: Schema, path: string): Key[] {
  const { properties = {}, required = [], additionalProperties, items, anyOf = [], oneOf = [] } = schema;
  const direct = Object.entries(properties).flatMap(([name, value]): Key[] => {
    const key = path === '' ? name : `${path}.${name}`;
    return [{ path: key, schema: value, isRequired: required.includes(name) }, ...keysOf(value, key)];
  });
  return [
    ...direct,
    ...(typeof additionalProperties === 'object' ? keysOf(additionalProperties, `${path}.NAME`) : []),
    ...(items ? keysOf(items, `${path}[]`) : []),
    ...[...anyOf, ...oneOf].flatMap(form => keysOf(form, path)),
  ];
}

const statedDefault = / Default: \S.*\.$/;

/** An empty object or list says nothing to a reader: its description says what it means. */
function hasLiteralDefault({ schema }: Key): boolean {
  return schema.default !== undefined && !/^(\{\}|\[\])$/.test(JSON.stringify(schema.default));
}

function hasStatedDefault({ schema }: Key): boolean {
  return statedDefault.test(schema.description ?? '');
}

const pathsOf = (found: readonly Key[]) => found.map(({ path }) => path);

test('an optional key states its default, as a value or in its description', () => {
  const optional = keys.filter(({ isRequired }) => !isRequired);
  expect(pathsOf(optional.filter(key => !hasLiteralDefault(key) && !hasStatedDefault(key)))).toEqual([]);
});

test('a default stands in one place, the value or the description', () => {
  expect(pathsOf(keys.filter(key => hasLiteralDefault(key) && hasStatedDefault(key)))).toEqual([]);
});

test('a required key states no default', () => {
  expect(pathsOf(keys.filter(key => key.isRequired && hasStatedDefault(key)))).toEqual([]);
});

/** What the numbers of an environment are counted in. A port, a version, a status, a weight and a share are numbers of their own kind. */
const units =
  /\b(?:attempts|bytes|connections|cores|groups?|jobs|measurements|percent|pods|ports?|replicas|requests|seconds|share|status|user|version|wave|weight|zones)\b|`unit`/i;

/** Whether a value may be a number: the value itself, one of its forms, or an item of its list. */
function mayBeNumber({ type, anyOf = [], oneOf = [], items }: Schema): boolean {
  return type === 'number' || type === 'integer' || [...anyOf, ...oneOf, items ?? {}].some(isNumber);
}

function isNumber({ type }: Schema): boolean {
  return type === 'number' || type === 'integer';
}

test('a number says its unit in the first three words of its description, or in the name of its notation', () => {
  const numbers = keys.filter(({ schema }) => mayBeNumber(schema));
  const withoutUnit = numbers.filter(({ schema: { title = '', description = '' } }) => {
    const firstWords = description.split(' ').slice(0, 3).join(' ');
    return !units.test(title) && !units.test(firstWords);
  });
  expect(pathsOf(withoutUnit)).toEqual([]);
});
