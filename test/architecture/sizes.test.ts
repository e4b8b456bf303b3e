import { sources } from './sources.ts';

const written = sources().filter(({ path }) => !path.startsWith('imports/'));

function longerThan(lines: number, folder = ''): string[] {
  return written
    .filter(one => one.path.startsWith(folder) && one.lines > lines)
    .map(one => `${one.path}: ${one.lines}`);
}

test('no file has more than 300 lines', () => {
  expect(longerThan(300)).toEqual([]);
});

test('a command has at most 80 lines: it parses, calls one function and prints', () => {
  expect(longerThan(80, 'cli/')).toEqual([]);
});

test('the app of cdk8s has at most 30 lines', () => {
  expect(longerThan(30, 'main.ts')).toEqual([]);
});

test('half of the files have at most 120 lines', () => {
  const sorted = written.map(({ lines }) => lines).sort((left, right) => left - right);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(120);
});
