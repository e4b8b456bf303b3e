import fc from 'fast-check';
import { load } from 'js-yaml';
import { parse } from 'yaml';
import { toYaml } from '../../output/yaml.ts';
import { law } from '../support/law.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'0123456789_.:eExob+-yYnNtT~<=#&*!|>%@\'"{}[], \n\t?\\') }),
);
const { object } = fc.letrec<{ tree: unknown; object: object }>(tie => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('tree')),
    tie('object'),
  ),
  object: fc.dictionary(text, tie('tree')),
}));

test.each([
  ['YAML 1.1', '1.1'],
  ['YAML 1.2', '1.2'],
] as const)('a reader of %s reads what was written', (_, version) => {
  law(
    fc.property(object, value => {
      expect(parse(toYaml(value), { version, maxAliasCount: 0 })).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test('js-yaml reads what it wrote', () => {
  law(fc.property(object, value => expect(load(toYaml(value))).toEqual(value)));
});

test.each([
  'yes',
  'No',
  'on',
  'y',
  '~',
  'null',
  '',
  '1e3',
  '0x1',
  '0o7',
  '07',
  '1_000',
  '1:30',
  '2001-01-01',
  '.inf',
  '.5',
  '<<',
  '=',
])('the text %p is quoted', word => {
  expect(toYaml({ value: word })).toBe(`value: '${word}'\n`);
});

test.each(['-_3', '2e4_', '0E_1', '+._5', '09_', '1__0x', '.', '-.'])(
  "the text %p, which Kubernetes' reader takes for a number, is quoted",
  word => {
    expect(toYaml({ value: word })).toBe(`value: '${word}'\n`);
  },
);

test.each([
  'web',
  'app.kubernetes.io/name',
  'http_requests_total',
  'feed_bad',
  '500m',
  '10.0.0.0/16',
  'a: b'.slice(0, 1),
])('the text %p needs no quotes', word => {
  expect(toYaml({ value: word })).toBe(`value: ${word}\n`);
});

test('numbers and booleans stay what they are', () => {
  expect(toYaml({ a: 3, b: 0.99, c: true, d: null })).toBe('a: 3\nb: 0.99\nc: true\nd: null\n');
});

test('the same object twice is written twice, without an anchor', () => {
  const labels = { app: 'web' };
  expect(toYaml({ a: labels, b: labels })).toBe('a:\n  app: web\nb:\n  app: web\n');
});

test('a long line is not folded, and several lines are a block', () => {
  const long = 'word '.repeat(60).trim();
  expect(toYaml({ long, script: 'one\n  two\n' })).toBe(`long: ${long}\nscript: |\n  one\n    two\n`);
});

test('writes no carriage return, even if a text contains one', () => {
  expect(toYaml({ value: 'a\r\nb' })).toBe('value: "a\\r\\nb"\n');
});

test.each([' \n0', ' 0\n ', '\n 0', 'a\n  \nb'])('the ragged lines of %j are quoted', value => {
  expect(toYaml({ value })).toBe(`value: ${JSON.stringify(value)}\n`);
});
