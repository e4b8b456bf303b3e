import { load } from 'js-yaml';
import { behind, writeLine, writeScalar } from '../../../output/helm/print/scalar.ts';
import { Symbols } from '../../../output/helm/sample/symbols.ts';
import {
  type Expression,
  include,
  inside,
  root,
  type Type,
  variable,
} from '../../../output/helm/template/expression.ts';
import { line, printing } from '../../../output/helm/template/line.ts';
import { longestLine, wrapped } from '../../../output/helm/template/wrap.ts';

const symbols = new Symbols();
const app = variable('$app', 'data');
const appField = (key: string, type: Type) => inside(app, key, type);
const name = symbols.text(variable('$name', 'word'));
const path = symbols.text(appField('health', 'text'));
const port = symbols.number(appField('port', 'integer'));
const write = (value: unknown) => writeScalar(value, symbols, '  ').flatMap(wrapped).join('\n');
const block = (value: unknown) => behind(['  key: '], writeScalar(value, symbols, '    ')).flatMap(wrapped);
const each = (body: string): Expression => ({
  kind: 'range',
  loop: 'applications',
  index: variable('$index', 'integer'),
  item: app,
  over: variable('$applications', 'data'),
  separator: '',
  body: [body],
});

test('a value alone is quoted as a text and bare as a number', () => {
  expect(write(name)).toBe('"{{ $name }}"');
  expect(write(port)).toBe('{{ $app.port | int64 }}');
  expect(write(String(port))).toBe('"{{ $app.port | int64 }}"');
});

test('a word in a text stays in its place', () => {
  expect(write(`${name}-preview`)).toBe('"{{ $name }}-preview"');
  expect(write(`http://${name}:${port}`)).toBe('"http://{{ $name }}:{{ $app.port | int64 }}"');
});

test('a value that may hold quotes is put together before it is quoted', () => {
  expect(write(`http://${name}${path}?at=100%`)).toBe(
    '{{ printf "http://%s%s?at=100%%" $name $app.health | quote }}',
  );
});

test('braces of the manifest are not template code', () => {
  expect(write('{{ $value }} left')).toBe(`'{{ "{{" }} $value {{ "}}" }} left'`);
});

test('what YAML would read as something else than text is quoted', () => {
  for (const text of ['yes', 'null', '1e3', '0x10', '', '# no', 'a: b']) expect(load(write(text))).toBe(text);
});

test('a text of several lines whose white space would not survive stands in quotes, with its values', () => {
  expect(block(` ${name}\nb`)).toEqual(['  key: " {{ $name }}\\nb"']);
});

test('a long text is folded at a blank, never inside an action', () => {
  const text = `see kubectl -n ${name} get pods and {{ $value }} `.repeat(6).trim();
  const lines = behind(['  description: '], writeScalar(text, symbols, '    ')).flatMap(wrapped);
  expect(Math.max(...lines.map(text => text.length))).toBeLessThanOrEqual(longestLine);
  expect(lines.length).toBeGreaterThan(1);
  for (const text of lines) expect(text.split('{{').length).toBe(text.split('}}').length);
  const filled = lines
    .join('\n')
    .replaceAll(/\{\{ \$name \}\}/g, 'web')
    .replaceAll(/\{\{ "(..)" \}\}/g, '$1');
  expect(load(filled)).toEqual({ description: text.replaceAll(name, 'web') });
});

test('a text of several lines stands below its key, as far in as the template says', () => {
  const lines = symbols.text({
    kind: 'call',
    name: 'toPrettyJson',
    operands: [include('dashboard', root)],
    isPiped: true,
  });
  expect(block(lines)).toEqual([
    '  key: |',
    '    {{- include "slipway.dashboard" $ | toPrettyJson | nindent 4 }}',
  ]);
});

test('a template whose text holds quotes is not a quoted scalar', () => {
  expect(block(symbols.text(each('up{service="x"}')))).toEqual([
    '  key: |-',
    '    {{ range $index, $app := $applications }}up{service="x"}{{ end }}',
  ]);
});

test('a part of an object is refused where one value belongs', () => {
  expect(() => write(symbols.text(include('pods', root)))).toThrow(
    'expected one value, found a part of an object: include "slipway.pods" $',
  );
});

test('free text is refused in one line of a text of several lines', () => {
  const line = { kind: 'scalar', value: `requirepass ${path}` } as const;
  expect(() => writeLine(line, symbols, '')).toThrow(
    'expected words in a text of several lines, found free text: $app.health',
  );
});

test('one value for each item of a list is refused next to free text', () => {
  expect(() => write(`${path} ${symbols.text(each('x'))}`)).toThrow(
    'expected one value next to free text, found one for each item of a list',
  );
});

test('a long line is broken where the template takes the break away again', () => {
  const part = [
    'sum(rate(',
    printing(appField('metrics', 'word')),
    '{service="',
    printing(variable('$name', 'word')),
    '"}[2m]))',
  ];
  const tokens = ['  query: "', ...Array.from({ length: 6 }, () => part).flat(), '"'];
  const lines = wrapped(line(...tokens));
  expect(lines.length).toBeGreaterThan(1);
  expect(Math.max(...lines.map(text => text.length))).toBeLessThanOrEqual(longestLine);
  expect(
    lines.map((text, index) => (index === 0 ? text : text.trimStart().replace('{{- ', '{{ '))).join(''),
  ).toBe(`  query: "${'sum(rate({{ $app.metrics }}{service="{{ $name }}"}[2m]))'.repeat(6)}"`);
});

test('a line that can break nowhere is refused', () => {
  expect(() => wrapped(line(`key: ${'\\'.repeat(200)}`))).toThrow(
    'expected a place to break within 160 characters, found none: key: \\',
  );
});
