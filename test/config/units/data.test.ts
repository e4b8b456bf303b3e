import fc from 'fast-check';
import { joinedSet, prettyJson } from '../../../config/units/data.ts';
import { law } from '../../support/law.ts';

test('texts are sorted and joined, without duplicates', () => {
  expect(joinedSet('texts', ['b', 'a', 'b', 'C'], ' or ')).toBe('C or a or b');
});

test('JSON is the same for any order of keys', () => {
  law(
    fc.property(fc.jsonValue(), value => {
      expect(JSON.parse(prettyJson('data', value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(prettyJson('data', { b: 1, a: [] })).toBe('{\n  "a": [],\n  "b": 1\n}\n');
});

/** Source: Go `encoding/json`, `HTMLEscape`, which the template function toPrettyJson goes through. */
test('JSON escapes what Go escapes', () => {
  expect(prettyJson('data', '<a> & b\u2028')).toBe('"\\u003ca\\u003e \\u0026 b\\u2028"\n');
});
