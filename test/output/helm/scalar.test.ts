import { load } from 'js-yaml';
import { longestLine, wrapLine, writeScalar, written } from '../../../output/helm/scalar.ts';
import { Symbols } from '../../../output/helm/symbols.ts';

const symbols = new Symbols();
const name = symbols.text({ pipeline: '$name', kind: 'word', loops: [] });
const path = symbols.text({ pipeline: '$app.health', kind: 'text', loops: [] });
const port = symbols.number({ pipeline: '$app.port', kind: 'integer', loops: [] });
const write = (value: unknown) => writeScalar(value, symbols, '  ').first;

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

test('braces of the manifest are no template', () => {
  expect(write('{{ $value }} left')).toBe(`'{{ "{{" }} $value {{ "}}" }} left'`);
});

test('what YAML would read as something else than text is quoted', () => {
  for (const text of ['yes', 'null', '1e3', '0x10', '', '# no', 'a: b']) expect(load(write(text))).toBe(text);
});

test('a long text is folded at a blank, never inside an action', () => {
  const text = `see kubectl -n ${name} get pods and {{ $value }} `.repeat(6).trim();
  const lines = written('  description: ', writeScalar(text, symbols, '    '));
  expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(longestLine);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line.split('{{').length).toBe(line.split('}}').length);
  const filled = lines
    .join('\n')
    .replaceAll(/\{\{ \$name \}\}/g, 'web')
    .replaceAll(/\{\{ "(..)" \}\}/g, '$1');
  expect(load(filled)).toEqual({ description: text.replaceAll(name, 'web') });
});

test('a text of several lines stands below its key, as far in as the template says', () => {
  const lines = symbols.text({ pipeline: 'include "slipway.dashboard" $', kind: 'lines', loops: [] });
  expect(written('  a.json: ', writeScalar(lines, symbols, '    '))).toEqual([
    '  a.json: |',
    '    {{- include "slipway.dashboard" $ | nindent 4 }}',
  ]);
});

test('a template whose text holds quotes is no quoted scalar', () => {
  const pipeline = '{{ range $app := $.Values.applications }}up{service="x"}{{ end }}';
  const loop = symbols.text({ pipeline, kind: 'template', loops: [] });
  expect(written('  expr: ', writeScalar(loop, symbols, '    '))).toEqual(['  expr: |-', `    ${pipeline}`]);
});

test('a long line is broken where the template takes the break away again', () => {
  const line = `  query: "${`sum(rate({{ $app.metrics.requests }}{service="{{ $name }}"}[2m]))`.repeat(6)}"`;
  const lines = wrapLine(line);
  expect(lines.length).toBeGreaterThan(1);
  expect(Math.max(...lines.map(one => one.length))).toBeLessThanOrEqual(longestLine);
  expect(
    lines.map((one, index) => (index === 0 ? one : one.trimStart().replace(/^\{\{- /, '{{ '))).join(''),
  ).toBe(line);
});
