import { jest } from '@jest/globals';
import { progressBar } from '../../cli/progress.ts';

/** Milliseconds of a clock that only moves when a test moves it. */
let now = 0;

beforeEach(() => {
  now = 0;
  jest.spyOn(performance, 'now').mockImplementation(() => now);
});

afterEach(() => {
  jest.restoreAllMocks();
});

function terminal(isTTY: boolean): { stream: NodeJS.WriteStream; written: string[] } {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { stream, written };
}

test('draws a bar for what takes longer than half a second, and takes it away', () => {
  const { stream, written } = terminal(true);
  const bar = progressBar('simulated', stream);
  now = 499;
  bar.show(0, 100);
  now = 500;
  bar.show(50, 100);
  bar.end();
  expect(written).toEqual(['\rsimulated [===============               ] 50 %', `\r${' '.repeat(49)}\r`]);
});

test('stays silent where nobody watches', () => {
  const { stream, written } = terminal(false);
  const bar = progressBar('simulated', stream);
  now = 10_000;
  bar.show(50, 100);
  bar.end();
  expect(written).toEqual([]);
});
