import { readCsv } from '../../../simulation/load/csv.ts';
import { duration, TraceReader } from '../../../simulation/load/trace.ts';

const props = {
  file: 'load.csv',
  metrics: [
    { name: 'CPUUtilization', isShared: true },
    { name: 'RequestCount', isShared: false },
  ],
  replicas: 3,
};
const read = (...lines: string[]) => readCsv(`${lines.join('\n')}\n`, props);
const messageOf = (...lines: string[]) => {
  try {
    read(...lines);
    return 'read';
  } catch (error) {
    return (error as Error).message;
  }
};

test('multiplies what one replica showed by the replicas that shared the load', () => {
  const trace = read('time,replicas,CPUUtilization,RequestCount', '0,2,50,900', '15,4,50,900');
  expect([...(trace.demand.get('CPUUtilization') ?? [])]).toEqual([100, 200]);
  expect([...(trace.demand.get('RequestCount') ?? [])]).toEqual([900, 900]);
});

test('takes the minimum where the trace does not say how many replicas there were', () => {
  const trace = read('time,CPUUtilization', '0,50');
  expect([...(trace.demand.get('CPUUtilization') ?? [])]).toEqual([150]);
});

test('reads times as ISO 8601 or as seconds since 1970', () => {
  const iso = read('time,CPUUtilization', '2026-11-24T12:05:00Z,1', '2026-11-24T12:05:30Z,1');
  const seconds = read('time,CPUUtilization', '1795521900,1', '1795521930,1');
  expect([iso.start, ...iso.times]).toEqual([seconds.start, ...seconds.times]);
  expect(duration(iso)).toBe(60);
});

test('takes times without a zone for UTC, whatever zone the machine is in', () => {
  const { start, times } = read(
    'time,CPUUtilization',
    '2026-11-24T12:05:00,1',
    '2026-11-24 12:05:30,1',
    '2026-11-25,1',
  );
  expect([start, ...times]).toEqual([1795521900, 0, 30, 42900]);
});

test('reads a trace of 400 days, and not one second more', () => {
  const last = 400 * 86_400;
  expect(duration(read('time,CPUUtilization', '0,1', `${last - 15},1`, `${last},1`))).toBe(last + 15);
  expect(messageOf('time,CPUUtilization', '0,1', `${last + 1},1`)).toContain('400 days after the first row');
});

test('holds a value until the next row, and leaves out what was missing', () => {
  const reader = new TraceReader(read('time,CPUUtilization', '0,50', '60,', '120,10'));
  const seen = [0, 59, 60, 119, 120, 500].map(now => {
    reader.moveTo(now);
    return reader.demand('CPUUtilization');
  });
  expect(seen).toEqual([150, 150, undefined, undefined, 30, 30]);
});

test.each([
  [
    'load.csv:1: found the columns when, CPUUtilization without time; name the first column time',
    'when,CPUUtilization',
    '0,1',
  ],
  [
    'load.csv:1: found the columns time, cpu; the rules read CPUUtilization, RequestCount; add a column for one of them',
    'time,cpu',
    '0,1',
  ],
  ['load.csv:1: found no row under the header; add one for each sample', 'time,CPUUtilization'],
  [
    'load.csv:3: time: found 0, which is not after the row before; sort by time',
    'time,CPUUtilization',
    '0,1',
    '0,1',
  ],
  [
    'load.csv:2: time: found "noon"; allowed are 2026-11-24T12:05:00Z and seconds since 1970',
    'time,CPUUtilization',
    'noon,1',
  ],
  [
    'load.csv:2: time: found "1795521900000"; allowed are 2026-11-24T12:05:00Z and seconds since 1970, not milliseconds; divide by 1000',
    'time,CPUUtilization',
    '1795521900000,1',
  ],
  [
    'load.csv:2: time: found "-5"; allowed are 2026-11-24T12:05:00Z and seconds since 1970',
    'time,CPUUtilization',
    '-5,1',
  ],
  [
    'load.csv:2: time: found "2026-13-24T12:05:00Z"; allowed are 2026-11-24T12:05:00Z and seconds since 1970',
    'time,CPUUtilization',
    '2026-13-24T12:05:00Z,1',
  ],
  [
    'load.csv:3: time: found 2030-01-01T00:00:00Z, 1461 days after the first row; allowed are 400; cut the trace, and leave out what lies before a gap',
    'time,CPUUtilization',
    '2026-01-01T00:00:00Z,1',
    '2030-01-01T00:00:00Z,1',
  ],
  [
    'load.csv:2: CPUUtilization: found "1e300"; allowed are numbers from 0 to 1e15, or nothing where the metric was missing',
    'time,CPUUtilization',
    '0,1e300',
  ],
  [
    'load.csv:2: replicas: found "100000"; allowed are whole numbers from 0 to 10000; correct it',
    'time,replicas,CPUUtilization',
    '0,100000,5',
  ],
  [
    'load.csv:2: CPUUtilization: found "-1"; allowed are numbers from 0 to 1e15, or nothing where the metric was missing',
    'time,CPUUtilization',
    '0,-1',
  ],
  [
    'load.csv:2: replicas: found ""; allowed are whole numbers from 0 to 10000; correct it',
    'time,replicas,CPUUtilization',
    '0,,5',
  ],
  [
    'load.csv:2: is not CSV: Invalid Record Length: expect 2, got 3 on line 2; correct that row',
    'time,CPUUtilization',
    '0,1,2',
  ],
])('refuses a trace: %s', (message, ...lines) => {
  expect(messageOf(...lines)).toBe(message);
});
