import { fieldsOf } from './schedule.ts';

const millisecondsPerDay = 86_400_000;

/** Eight years, which contain two leap days: between them lies the longest gap of a schedule. */
const from = Date.UTC(2024, 0, 1);
const days = 8 * 366;

/**
 * The most days that pass between two runs of a schedule: 1 for daily or more often, 7 for weekly, 31 for monthly.
 *
 * If both the day of the month and the day of the week are restricted, one match is enough (robfig/cron v1.2.0
 * `spec.go`, `dayMatches`).
 */
export function longestGapDays(schedule: string): number {
  const runs = daysOf(schedule);
  const gaps = runs.slice(1).map((day, index) => day - (runs[index] ?? 0));
  return Math.max(1, ...gaps);
}

/** The days on which a schedule runs, as indexes from the first day. */
function daysOf(schedule: string): number[] {
  const { days: daysOfMonth, months, weekdays, isAnyDay, isAnyWeekday } = fieldsOf(schedule);
  return Array.from({ length: days }, (_, day) => day).filter(day => {
    const date = new Date(from + day * millisecondsPerDay);
    const isDay = daysOfMonth.has(date.getUTCDate());
    const isWeekday = weekdays.has(date.getUTCDay());
    const matches = isAnyDay || isAnyWeekday ? isDay && isWeekday : isDay || isWeekday;
    return matches && months.has(date.getUTCMonth() + 1);
  });
}
