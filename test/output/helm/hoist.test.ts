import { hoisted } from '../../../output/helm/print/hoist.ts';
import { value } from '../../../output/helm/sample/choice.ts';
import { call, include, literal } from '../../../output/helm/template/expression.ts';
import { type Line, line, printing } from '../../../output/helm/template/line.ts';
import { wrapped } from '../../../output/helm/template/wrap.ts';

const seconds = (key: string) => include('seconds', value(`applications.*.${key}`));
const text = (lines: readonly Line[]) => lines.flatMap(wrapped);

test('seconds that an object asks for twice are computed once', () => {
  const lines = [
    line('a: ', printing(seconds('shutdown.drain'))),
    line('b: ', printing(call('add', seconds('shutdown.drain'), literal(1)))),
  ];
  expect(text(hoisted(lines))).toEqual([
    '{{- $drain := include "slipway.seconds" $app.shutdown.drain }}',
    'a: {{ $drain }}',
    'b: {{ add $drain 1 }}',
  ]);
});

test('seconds that are asked for once stay where they are', () => {
  const lines = ['drain', 'grace'].map(key => line(`${key}: `, printing(seconds(`shutdown.${key}`))));
  expect(text(hoisted(lines))).toEqual(text(lines));
});

test('two durations that end in the same key are refused', () => {
  const lines = ['one.period', 'two.period'].flatMap(key => [seconds(key), seconds(key)]);
  expect(() => hoisted(lines.map(expression => line(printing(expression))))).toThrow(
    'expected durations that end in different keys, found include "slipway.seconds" $app.one.period, include "slipway.seconds" $app.two.period; rename one',
  );
});
