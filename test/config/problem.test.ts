import { BadInput } from '../../config/problem.ts';

const problems = (count: number, file: string) =>
  Array.from({ length: count }, (_, index) => ({ file, line: index + 1, path: 'a', message: 'is wrong' }));

test('fifty problems are listed one by one', () => {
  const lines = new BadInput(problems(50, 'a.yaml')).message.split('\n');
  expect(lines).toHaveLength(50);
  expect(lines.at(-1)).toBe('a.yaml:50: a: is wrong');
});

test('of more than fifty problems the others are counted by file, and programs get all', () => {
  const failure = new BadInput([...problems(990, 'a.yaml'), ...problems(10, 'b.yaml')]);
  const lines = failure.message.split('\n');
  expect(lines).toHaveLength(51);
  expect(lines.at(-1)).toBe('… and 950 more: 940 in a.yaml, 10 in b.yaml');
  expect(failure.problems).toHaveLength(1000);
});

test('the counts by file are limited too', () => {
  const failure = new BadInput(
    Array.from({ length: 200 }, (_, index) => problems(1, `${index}.yaml`)).flat(),
  );
  expect(failure.message.split('\n').at(-1)).toMatch(/^… and 150 more: 1 in 50\.yaml, .*1 in 99\.yaml, …$/);
});
