import { jest } from '@jest/globals';
import { progressBar } from '../../cli/progress.ts';

/** The time in milliseconds, which only a test advances. */
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

test('draws a bar if the work takes longer than half a second, and removes it', () => {
  const { stream, written } = terminal(true);
  const bar = progressBar('simulated', stream);
  now = 499;
  bar.show(0, 100);
  now = 500;
  bar.show(50, 100);
  bar.end();
  expect(written).toEqual(['\rsimulated [===============               ] 50 %', `\r${' '.repeat(49)}\r`]);
});

test('prints nothing if the output is not a terminal', () => {
  const { stream, written } = terminal(false);
  const bar = progressBar('simulated', stream);
  now = 10_000;
  bar.show(50, 100);
  bar.end();
  expect(written).toEqual([]);
});
