import { z } from 'zod';
import { expected, parsed, show } from './expected.ts';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** A field of a cron expression. */
export interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names of the values, from `min` on. - none: only numbers. */
  readonly names?: readonly string[];
}

export const fields: readonly Field[] = [
  { name: 'a second', min: 0, max: 59 },
  { name: 'a minute', min: 0, max: 59 },
  { name: 'an hour', min: 0, max: 23 },
  { name: 'a day of the month', min: 1, max: 31 },
  { name: 'a month', min: 1, max: 12, names: monthNames },
  { name: 'a day of the week', min: 0, max: 6, names: dayNames },
];

/** Most days of each month: February in a leap year. */
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const allowed = 'a cron expression with six fields, seconds first, such as "0 0 2 * * *"';

/**
 * Checks a cron expression as CloudNativePG's ScheduledBackup reads it, with seconds first.
 *
 * The grammar is that of the operator's parser (github.com/robfig/cron v1.2.0 `parser.go`): lists, ranges, steps,
 * English names; Sunday is 0, not 7; no `L`, `W` or `#`. That parser also accepts five fields, and then reads the
 * minute as the second, and a date that never occurs. Both are refused here. So is more than one second, which would
 * start several backups in a minute.
 *
 * @returns the expression with single spaces.
 * @throws when the text is not such an expression, with what is allowed.
 */
export function parseSchedule(text: string): string {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fields.length) {
    const five = parts.length === 5 ? `; add a second at the front: ${show(`0 ${parts.join(' ')}`)}` : '';
    throw new Error(
      `expected ${allowed}, found ${show(text)} with ${parts.length} ${parts.length === 1 ? 'field' : 'fields'}${five}`,
    );
  }
  const [seconds = [], , , days = [], months = []] = fields.map((field, index) =>
    valuesOf(parts[index] ?? '', field),
  );
  if (seconds.length > 1) {
    throw new Error(
      `expected a single second, found ${show(parts[0])}, which starts ${seconds.length} backups in a minute; write 0`,
    );
  }
  expectDay(text, days, months, parts[5]);
  return parts.join(' ');
}

/** @throws when a cron expression names only days that its months do not have, and no days of the week. */
export function expectDay(
  text: string,
  days: readonly number[],
  months: readonly number[],
  weekdays = '',
): void {
  const occurs = months.some(month => days.some(day => day <= (daysOfMonth[month - 1] ?? 0)));
  if (!occurs && /^[*?]/.test(weekdays)) {
    throw new Error(`expected a day that exists in the month, found ${show(text)}, which never occurs`);
  }
}

/** The days on which a schedule runs, by field. */
export function fieldsOf(schedule: string) {
  const parts = schedule.split(' ');
  const [, , , days, months, weekdays] = fields.map(
    (field, index) => new Set(valuesOf(parts[index] ?? '', field)),
  );
  const isAny = (index: number) => /^[*?]/.test(parts[index] ?? '');
  return {
    days: days ?? new Set<number>(),
    months: months ?? new Set<number>(),
    weekdays: weekdays ?? new Set<number>(),
    isAnyDay: isAny(3),
    isAnyWeekday: isAny(5),
  };
}

/** The values that a field allows. */
export function valuesOf(text: string, field: Field): number[] {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const match = /^(?:[*?]|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item);
    if (!match) throw new Error(fault(text, field));
    const [, first, last, step] = match;
    const from = first === undefined ? field.min : numberOf(first, text, field);
    const isOpenEnded = first === undefined || (last === undefined && step !== undefined);
    const to = isOpenEnded ? field.max : numberOf(last ?? first ?? '', text, field);
    if (from > to) throw new Error(fault(text, field, `; ${from} comes after ${to}`));
    if (Number(step ?? 1) === 0) throw new Error(fault(text, field, '; a step must be at least 1'));
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value);
  }
  return [...values];
}

function numberOf(text: string, found: string, field: Field): number {
  const named = field.names?.indexOf(text.toLowerCase()) ?? -1;
  if (named >= 0) return named + field.min;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= field.min && value <= field.max)) {
    throw new Error(fault(found, field, value === 7 && field.max === 6 ? '; Sunday is 0' : ''));
  }
  return value;
}

function fault(found: string, field: Field, advice = ''): string {
  const names = field.names ? ` or ${field.names[0]} to ${field.names.at(-1)}` : '';
  return `expected ${field.name} from ${field.min} to ${field.max}${names} in the cron expression, found ${show(found)}${advice}`;
}

/** The schema of a schedule; checks it. */
export const schedule = parsed(z.string({ error: expected(allowed) }), parseSchedule).meta({
  title: 'cron expression',
  pattern: '^\\s*(\\S+\\s+){5}\\S+\\s*$',
});
