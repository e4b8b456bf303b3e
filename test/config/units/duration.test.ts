import { Duration } from 'cdk8s';
import fc from 'fast-check';
import { duration, formatDuration, parseDuration } from '../../../config/units/duration.ts';
import { law } from '../../support/law.ts';

const seconds = fc.nat(8760 * 3600);

test('reading what was printed gives the same time', () => {
  law(
    fc.property(
      seconds,
      count => parseDuration(formatDuration(Duration.seconds(count))).toSeconds() === count,
    ),
  );
});

test.each([
  ['0s', 0],
  ['90s', 90],
  ['1h30m', 5400],
  ['1h0m1s', 3601],
  ['1h1s', 3601],
  ['007s', 7],
])('%s are %d seconds', (text, count) => {
  expect(parseDuration(text).toSeconds()).toBe(count);
});

test.each([
  [3600, '1h'],
  [5400, '90m'],
  [61, '61s'],
  [0, '0s'],
])('%d seconds are printed as %s', (count, text) => {
  expect(formatDuration(Duration.seconds(count))).toBe(text);
});

test.each(['', ' ', '30', '5 m', '30S', '1d', '1.5h', '-1s', '500ms', '1m1h', 's', '1s\n', '1h 30m'])(
  'refuses %j',
  text => {
    expect(() => parseDuration(text)).toThrow(
      `expected a duration such as 30s, 10m or 1h30m, found ${JSON.stringify(text)}`,
    );
  },
);

test('refuses more than a year, which is a mistake', () => {
  expect(() => parseDuration('8761h')).toThrow('expected a duration of at most 8760h, found "8761h"');
});

test('names the bounds and their reason', () => {
  const bounded = duration({ from: '1s', to: '30m', because: 'a limit of Kubernetes' });
  expect(bounded.safeParse('31m').error?.issues[0]?.message).toBe(
    'expected a duration from 1s to 30m (a limit of Kubernetes), found "31m"',
  );
  expect(bounded.parse('30m').toSeconds()).toBe(1800);
});
