import fc from 'fast-check';
import { compareCodePoints } from '../../config/units/order.ts';
import { inOrder } from '../../output/order.ts';
import { law } from '../support/law.ts';

test('texts sort as their UTF-8 bytes do', () => {
  law(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
      const bytes = Buffer.compare(Buffer.from(left), Buffer.from(right));
      expect(Math.sign(compareCodePoints(left, right))).toBe(bytes);
    }),
  );
});

test('capital letters come before small ones, and letters before those with accents', () => {
  expect(['ä', 'b', 'a', 'B', 'A', 'aa'].sort(compareCodePoints)).toEqual(['A', 'B', 'a', 'aa', 'b', 'ä']);
});

test('characters beyond 16 bits come last', () => {
  expect(['\u{1f600}', '\uffee', 'a'].sort(compareCodePoints)).toEqual(['a', '\uffee', '\u{1f600}']);
});

test('apiVersion, kind and metadata lead an object, and all other keys are sorted', () => {
  const object = {
    spec: { b: 1, a: [{ d: 1, c: 2 }] },
    metadata: { namespace: 'n', name: 'x' },
    data: {},
    kind: 'K',
    apiVersion: 'v1',
  };
  expect(JSON.stringify(inOrder(object))).toBe(
    '{"apiVersion":"v1","kind":"K","metadata":{"name":"x","namespace":"n"},"data":{},"spec":{"a":[{"c":2,"d":1}],"b":1}}',
  );
});

test('sorts keys below a map that is already in order, and in lists', () => {
  const object = { apiVersion: 'v1', spec: { a: { z: 1, b: [[{ d: 1, c: 2 }]] }, b: 1 } };
  expect(JSON.stringify(inOrder(object))).toBe(
    '{"apiVersion":"v1","spec":{"a":{"b":[[{"c":2,"d":1}]],"z":1},"b":1}}',
  );
});

test('does not change its input', () => {
  const object = { b: { d: 1, c: 2 }, a: 1 };
  inOrder(object);
  expect(JSON.stringify(object)).toBe('{"b":{"d":1,"c":2},"a":1}');
});

test('lists keep their order', () => {
  expect(inOrder({ args: ['b', 'a'] })).toEqual({ args: ['b', 'a'] });
});

test('a key named __proto__ stays a key', () => {
  const object = JSON.parse('{"data":{"__proto__":"x"}}');
  expect(JSON.stringify(inOrder(object))).toBe('{"data":{"__proto__":"x"}}');
});
