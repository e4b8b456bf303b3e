import { longestGapDays } from '../../../config/units/schedule-gap.ts';

describe('the longest gap of a schedule', () => {
  test.each([
    ['0 0 2 * * *', 1],
    ['0 */10 * * * *', 1],
    ['0 0 2 * * 0', 7],
    ['0 0 2 * * mon-fri', 3],
    ['0 0 2 1 * *', 31],
    ['0 0 2 1 1 *', 366],
    ['0 0 2 1,15 * *', 17],
    ['0 0 2 1 * mon', 7],
  ])('of %s is %i days', (schedule, days) => {
    expect(longestGapDays(schedule)).toBe(days);
  });
});
