import { hoisted } from '../../../output/helm/hoist.ts';

const seconds = (path: string) => `include "slipway.seconds" ${path}`;

test('seconds that an object asks for twice are computed once', () => {
  const lines = [
    `a: {{ ${seconds('$app.shutdown.drain')} }}`,
    `b: {{ add (${seconds('$app.shutdown.drain')}) 1 }}`,
  ];
  expect(hoisted(lines)).toEqual([
    `{{- $drain := ${seconds('$app.shutdown.drain')} }}`,
    'a: {{ $drain }}',
    'b: {{ add $drain 1 }}',
  ]);
});

test('seconds that are asked for once stay where they are', () => {
  const lines = [`a: {{ ${seconds('$app.shutdown.drain')} }}`, `b: {{ ${seconds('$app.shutdown.grace')} }}`];
  expect(hoisted(lines)).toEqual(lines);
});

test('two durations that end in the same key are refused', () => {
  const lines = ['$app.one.period', '$app.two.period'].flatMap(path => [seconds(path), seconds(path)]);
  expect(() => hoisted(lines)).toThrow(
    'two durations would have one variable: $app.one.period, $app.two.period',
  );
});
