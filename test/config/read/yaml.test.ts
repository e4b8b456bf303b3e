import fc from 'fast-check';
import { dump } from 'js-yaml';
import { parseYaml } from '../../../config/read/yaml.ts';
import { linesOfYaml } from '../../../config/read/yaml-lines.ts';
import { law } from '../../support/law.ts';

test('reads what was written', () => {
  law(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3, noUnicodeString: true } as object)),
      data => {
        const plain = JSON.parse(JSON.stringify(data));
        fc.pre(!JSON.stringify(plain).includes('__proto__'));
        expect(parseYaml(dump(plain), 'a.yaml')).toEqual(plain);
      },
    ),
  );
});

test('numbers and words are those of YAML 1.2: yes is a string, 0o17 a number, 012 twelve', () => {
  expect(parseYaml('[yes, no, on, 0o17, 012, 1_000, 2024-01-01, 1.30, ~]', 'a.yaml')).toEqual([
    'yes',
    'no',
    'on',
    15,
    12,
    '1_000',
    '2024-01-01',
    1.3,
    null,
  ]);
});

test.each([
  ['a: 1\n---\nb: 2', 'a.yaml:2: has several documents, expected one; remove the --- lines'],
  ['a:\n\tb: 1', 'a.yaml:2: has a tab in its indentation; indent with spaces'],
  ['a: 1\nb: 2\na: 3', 'a.yaml:3: has the key a a second time; remove one of the two'],
  ['a: *missing', 'a.yaml:1: is not YAML: unidentified alias "missing"'],
  ['a: !!js/function "x"', 'a.yaml:1: is not YAML: unknown scalar tag !<tag:yaml.org,2002:js/function>'],
  ['? [a]\n: 1', 'a.yaml:1: is not YAML: object-based map does not support complex keys'],
  ['# nothing', 'a.yaml: is empty, expected an environment; begin with name and cluster'],
])('refuses %j', (text, message) => {
  expect(() => parseYaml(text, 'a.yaml')).toThrow(message);
});

test('knows the line of every key and item, and of the alias for values inside it', () => {
  const text = `# comment
name: a
web:
  rules:
    - metric: x
      cooldown: 3
    - y
  "quoted key": { inner: 1,
    second: 2 }
all: &all
  deep: true
again: *all
`;
  const lines = linesOfYaml(text);
  const paths = [
    'name',
    'web',
    'web.rules',
    'web.rules[0]',
    'web.rules[0].cooldown',
    'web.rules[1]',
    'web["quoted key"].inner',
    'web["quoted key"].second',
    'all.deep',
    'again',
    'again.deep',
    'nowhere',
  ];
  expect(paths.map(path => lines.lineOf(path))).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 12, undefined]);
});
