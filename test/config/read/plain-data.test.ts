import fc from 'fast-check';
import { PlainDataCopy } from '../../../config/read/plain-data.ts';
import { law } from '../../support/law.ts';
import { processorSeconds } from '../../support/processor-time.ts';

function faultsOf(value: unknown): string[] {
  const copying = new PlainDataCopy();
  copying.copy(value);
  return copying.faults.map(({ path, message }) => `${path}: ${message}`);
}

test('plain data is copied as it is', () => {
  law(
    fc.property(fc.jsonValue(), json => {
      const value = JSON.parse(JSON.stringify(json));
      const text = JSON.stringify(value);
      fc.pre(!/"(__proto__|constructor|prototype)":/.test(text));
      const copying = new PlainDataCopy();
      expect(copying.copy(value)).toEqual(value);
      expect(copying.faults).toEqual([]);
    }),
  );
});

test('a key without a value is omitted, as in JSON', () => {
  expect(new PlainDataCopy().copy({ a: undefined, b: 1 })).toEqual({ b: 1 });
});

class Special {}

test.each<[string, unknown, string]>([
  ['a function', { a: () => 1 }, 'a: expected plain data, found a function'],
  ['a symbol', { a: Symbol('x') }, 'a: expected plain data, found a symbol'],
  ['a bigint', { a: 1n }, 'a: expected plain data, found 1'],
  ['a map', { a: new Map() }, 'a: expected plain data, found an object of class Map'],
  ['an instance', { a: [new Special()] }, 'a[0]: expected plain data, found an object of class Special'],
  ['not a number', { a: Number.NaN }, 'a: expected plain data, found NaN'],
  ['infinity', { a: Number.POSITIVE_INFINITY }, 'a: expected plain data, found Infinity'],
  ['a hole', { a: [undefined] }, 'a[0]: is an empty item of a list; remove it'],
  ['nothing', undefined, ': expected plain data, found nothing'],
  [
    'a changed prototype',
    { a: { __proto__: { b: 1 } } },
    'a: expected plain data, found an object of a class without a name',
  ],
  [
    'a prototype key',
    JSON.parse('{"a": {"__proto__": 1}}'),
    'a.__proto__: is a key that JavaScript reserves; remove it',
  ],
  ['a constructor', { constructor: 1 }, 'constructor: is a key that JavaScript reserves; remove it'],
])('refuses %s', (_, value, fault) => {
  expect(faultsOf(value)).toEqual([fault]);
});

test('refuses a circular reference, but not a value that two keys share', () => {
  const shared = { x: 1 };
  expect(faultsOf({ a: shared, b: shared })).toEqual([]);
  const loop: Record<string, unknown> = { a: {} };
  (loop.a as Record<string, unknown>).back = loop;
  expect(faultsOf(loop)).toEqual(['a.back: refers back to a value that contains it; write the value out']);
});

test('refuses more levels than any environment has', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 60; level += 1) deep = [deep];
  expect(faultsOf(deep)[0]).toMatch(/: has more than 50 levels; nest it less$/);
});

test('refuses nested aliases in well under a second', () => {
  let bomb: unknown = 'x';
  for (let level = 0; level < 30; level += 1) bomb = [bomb, bomb, bomb, bomb];
  const seconds = processorSeconds(() => {
    expect(faultsOf(bomb)).toEqual([
      ': has more than 2000000 values, with aliases expanded; use fewer aliases and shorter texts',
    ]);
  });
  // Expanded, it has 4^30 values.
  expect(seconds).toBeLessThan(1);
});
