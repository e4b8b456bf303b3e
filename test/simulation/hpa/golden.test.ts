import { readGolden } from '../../oracle/golden.ts';
import { replay } from '../../oracle/trace.ts';

const recorded = readGolden();

test('there are recorded timelines of the real controller to compare with', () => {
  expect(recorded.length).toBeGreaterThan(10);
});

test.each(recorded)('decides as the real controller did at every sync of $file', ({ trace, answers }) => {
  expect(replay(trace)).toEqual(answers);
});
