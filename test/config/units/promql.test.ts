import { parseQuery } from '../../../config/units/promql.ts';
import { processorSeconds } from '../../support/processor-time.ts';
import { accepted, refused } from '../../support/promql-cases.ts';

test.each(accepted)('takes %j', query => {
  expect(parseQuery(query)).toBe(query);
});

test.each(Object.entries(refused))('refuses %j', (query, message) => {
  expect(() => parseQuery(query)).toThrow(new Error(message));
});

test.each([
  ['sum(x) # comment', 'sum(x)'],
  ['# what it is\nsum(x)\n# more\n+ sum(y) # end\n', 'sum(x)\n\n+ sum(y)'],
  ['x{a="# no comment"}', 'x{a="# no comment"}'],
])('removes the comments of %j', (query, rest) => {
  expect(parseQuery(query)).toBe(rest);
});

test('takes little time for a text made to be slow', () => {
  const seconds = processorSeconds(() => {
    for (const query of [
      '('.repeat(5000),
      `${'sum('.repeat(300)}x${')'.repeat(300)}`,
      `${'x + '.repeat(900)}x`,
    ]) {
      try {
        parseQuery(query);
      } catch {}
    }
  });
  expect(seconds).toBeLessThan(10);
});
