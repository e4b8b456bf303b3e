import { z } from 'zod';
import { expected, parsed, show } from './expected.ts';
import { expectDay, fields, valuesOf } from './schedule.ts';
import { longestGapDays } from './schedule-gap.ts';

const fieldsOfCron = fields.slice(1);
const allowed = 'a cron expression with five fields, minutes first, such as "0 2 * * *"';

/**
 * Checks a cron expression as a CronJob reads it: five fields, minutes first.
 *
 * The grammar is that of `parseSchedule` without seconds (github.com/robfig/cron/v3 `parser.go`, which Kubernetes uses).
 * Macros such as `@daily` and a time zone in the expression are refused: each thing has one notation.
 *
 * @returns the expression with single spaces.
 * @throws when the text is not such an expression, with what is allowed.
 */
export function parseCron(text: string): string {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fieldsOfCron.length) {
    const six = parts.length === 6 ? `; remove the seconds: ${show(parts.slice(1).join(' '))}` : '';
    throw new Error(
      `expected ${allowed}, found ${show(text)} with ${parts.length} ${parts.length === 1 ? 'field' : 'fields'}${six}`,
    );
  }
  const [, , days = [], months = []] = fieldsOfCron.map((field, index) =>
    valuesOf(parts[index] ?? '', field),
  );
  expectDay(text, days, months, parts[4]);
  return parts.join(' ');
}

/** The most minutes that pass between two runs of a cron expression: 60 for hourly, 1440 for daily. */
export function longestGapMinutes(cron: string): number {
  const [minuteField, hourField] = fieldsOfCron.map((field, index) =>
    valuesOf(cron.split(' ')[index] ?? '', field),
  );
  const minutes = [...(minuteField ?? [])].sort((a, b) => a - b);
  const hours = [...(hourField ?? [])].sort((a, b) => a - b);
  const runs = hours.flatMap(hour => minutes.map(minute => hour * 60 + minute));
  const withinDay = runs.slice(1).map((run, index) => run - (runs[index] ?? 0));
  const overnight = longestGapDays(`0 ${cron}`) * 1440 - ((runs.at(-1) ?? 0) - (runs[0] ?? 0));
  return Math.max(overnight, ...withinDay);
}

/** The schema of a cron expression with five fields; checks it. */
export const cron = parsed(z.string({ error: expected(allowed) }), parseCron).meta({
  title: 'cron expression',
  pattern: '^\\s*(\\S+\\s+){4}\\S+\\s*$',
});
