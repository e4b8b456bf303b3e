import { longestGapMinutes, parseCron } from '../../../config/units/cron.ts';

test.each(['* * * * *', '*/5 * * * *', '0 2 * * *', '30 4 1,15 * MON-FRI', '0 0 29 2 *', '0 0 ? * sun'])(
  'accepts %s as a CronJob does',
  text => {
    expect(parseCron(text)).toBe(text);
  },
);

test.each(['60 * * * *', '0 24 * * *', '0 0 * * 7', '@daily', 'TZ=UTC 0 2 * * *', '0 2 * *', '0 0 31 4 *'])(
  'refuses %s',
  text => {
    expect(() => parseCron(text)).toThrow('expected');
  },
);

test.each([
  ['* * * * *', 1],
  ['*/5 * * * *', 5],
  ['0 * * * *', 60],
  ['0 2 * * *', 1440],
  ['0 8,20 * * *', 720],
  ['0 8,10 * * *', 1320],
  ['0 2 * * 1-5', 3 * 1440],
  ['0 2 1 * *', 31 * 1440],
  ['0 0 29 2 *', 1461 * 1440],
])('%s leaves at most %i minutes between two runs', (text, minutes) => {
  expect(longestGapMinutes(text)).toBe(minutes);
});
