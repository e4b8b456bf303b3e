import { z } from 'zod';
import { environmentSchema } from '../../../config/environment.ts';
import { duration } from '../../../config/units/duration.ts';
import { image } from '../../../config/units/image.ts';
import { objectName, port } from '../../../config/units/names.ts';
import { byteQuantity } from '../../../config/units/quantity.ts';
import { isPlain } from '../../../output/helm/sample/plain.ts';
import { type Fields, type Shape, shapeOf } from '../../../output/helm/sample/shape.ts';
import { table } from '../../../output/helm/sample/table.ts';

test.each([
  ['^[a-z]([-a-z0-9]*[a-z0-9])?$', true],
  [String.raw`^\d{1,3}(\.\d+)?/[0-9]$`, true],
  ['^a$|^b$', true],
  ['^a|b$', false],
  ['^[^a]*$', false],
  ['^a.b$', false],
  [String.raw`^\S+$`, false],
  ['^[a-z "]+$', false],
  ['[a-z]+', false],
])('the pattern %s matches none but plain characters: %s', (pattern, expected) => {
  expect(isPlain(pattern)).toBe(expected);
});

test.each([
  ['free text', z.string(), { type: 'text', holds: 'value' }],
  ['a name', objectName, { type: 'word', holds: 'value' }],
  ['a port', port.default(80), { type: 'integer', holds: 'value' }],
  ['a number with decimals', z.number(), { type: 'number', holds: 'value' }],
  ['words', z.enum(['a', 'b']), { type: 'word', words: ['a', 'b'] }],
  ['an amount', byteQuantity.prefault('1Mi'), { holds: 'quantity' }],
  ['a duration', duration({ from: '2h', to: '3h' }).optional(), { holds: 'duration' }],
  ['an image', image, { holds: 'image' }],
  ['one of many', z.union([z.string(), z.array(z.string())]), { kind: 'list', isAlsoItem: true }],
])('the shape of %s comes from its schema', (_, schema, expected) => {
  expect(shapeOf(schema)).toMatchObject(expected);
});

/** Whether a schema has a place; `*` stands for any key or item. */
function has(shape: Shape, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  if (shape.kind === 'either') return has(shape.object, [key, ...rest]);
  if (shape.kind === 'map' || shape.kind === 'list') return key === '*' && has(shape.item, rest);
  const alternatives: readonly Fields[] = shape.kind === 'object' ? shape.alternatives : [];
  return alternatives.some(({ [key]: field }) => field !== undefined && has(field.shape, rest));
}

test('every place that the table of choices says is one of the schema', () => {
  const places = Object.values(table).flatMap(({ says = {}, rounds = {} }) => [
    ...Object.keys(says),
    ...Object.keys(rounds),
  ]);
  const shape = shapeOf(environmentSchema);
  const unknown = places.filter(
    place => !has(shape, (place.split(' ')[0] ?? '').replace(/[?]$/, '').split('.')),
  );
  expect(unknown).toEqual([]);
});
