import fc from 'fast-check';
import { BadInput } from '../../../config/problem.ts';
import { JsonReader } from '../../../config/read/json.ts';
import { law } from '../../support/law.ts';

function read(text: string): unknown {
  return new JsonReader(text, 'a.json').read();
}

function parses(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

test('reads what JSON.parse reads', () => {
  law(
    fc.property(fc.json(), fc.constantFrom(0, 2, '\t'), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      expect(read(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('refuses what JSON.parse refuses, and nothing more', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"b"',
    '1',
    '-0',
    '01',
    '1.',
    '2e3',
    'null',
    'x',
    ' ',
    '\n',
    '"\\u12"',
    '"\t"',
    "'",
  );
  const text = fc.array(piece, { maxLength: 9 }).map(pieces => pieces.join(''));
  law(
    fc.property(text, candidate => {
      const hasKeyTwice = /"(\w)".*"\1"/s.test(candidate);
      fc.pre(!hasKeyTwice);
      expect(parses(read, candidate)).toBe(parses(JSON.parse, candidate));
    }),
    { numRuns: 5000 },
  );
});

test('a fault has its line', () => {
  for (const [text, message] of [
    ['{\n  "a" 1\n}', 'a.json:2: is not JSON: expected a colon after the key, found "1"'],
    ['{\n  "a": \n}', 'a.json:3: is not JSON: expected a value, found "}"'],
    ['{ "a": 1\n  "b": 2 }', 'a.json:2: is not JSON: expected a comma or }, found "\\"b\\": 2 }"'],
    ['[1,\n2', 'a.json:2: is not JSON: expected a comma or ], found the end of the file'],
    ['{ "a": tru }', 'a.json:1: is not JSON: expected a value, found "tru }"'],
    ['[1, ]', 'a.json:1: has a comma before ]; remove it'],
  ] as const) {
    expect(() => read(text)).toThrow(new BadInput([]).constructor as typeof BadInput);
    expect(() => read(text)).toThrow(message);
  }
});

test('knows the line of every key and item, and gives the line above for a missing key', () => {
  const reader = new JsonReader('{\n"a": {\n"b": [\n1,\n{"c": 2}]}}', 'a.json');
  reader.read();
  const lines = ['a', 'a.b', 'a.b[0]', 'a.b[1].c', 'a.d', 'e'].map(path => reader.lines.lineOf(path));
  expect(lines).toEqual([2, 3, 4, 5, 2, undefined]);
});
