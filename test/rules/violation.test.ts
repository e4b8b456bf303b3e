import { Violations } from '../../rules/violation.ts';

test('of more than fifty violations the others are counted, and programs get all', () => {
  const violation = { rule: 'keys', where: 'a/b/Service c', found: 'x', allowed: 'y', fix: 'z' };
  const failure = new Violations(Array.from({ length: 60 }, () => violation));
  const lines = failure.message.split('\n');
  expect(lines).toHaveLength(51);
  expect(lines[0]).toBe('a/b/Service c: x; allowed: y; z');
  expect(lines.at(-1)).toBe('… and 10 more');
  expect(failure.violations).toHaveLength(60);
});
