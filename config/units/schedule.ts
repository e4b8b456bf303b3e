import { z } from 'zod';
import { expected, parsed, show } from './expected.ts';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names of the values from `min` on. - none: numbers only. */
  readonly names?: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'a second', min: 0, max: 59 },
  { name: 'a minute', min: 0, max: 59 },
  { name: 'an hour', min: 0, max: 23 },
  { name: 'a day of the month', min: 1, max: 31 },
  { name: 'a month', min: 1, max: 12, names: monthNames },
  { name: 'a day of the week', min: 0, max: 6, names: dayNames },
];

/** Days of the longest month of each number, February in a leap year. */
const daysOfMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const what = 'a cron expression with six fields, seconds first, such as "0 0 2 * * *"';

/**
 * Checks a cron expression as CloudNativePG's ScheduledBackup reads it, with seconds first.
 *
 * The grammar is that of the parser which the operator uses (github.com/robfig/cron v1.2.0 `parser.go`): lists,
 * ranges, steps, English names; Sunday is 0, never 7; no `L`, `W` or `#`. That parser takes five fields too, and
 * then reads the minute as the second; it also takes an hour that never comes. Both are refused here, and so is
 * more than one second, which would begin a backup every second.
 *
 * @returns the expression with single spaces.
 * @throws when the text is no such expression, with what is allowed.
 */
export function parseSchedule(text: string): string {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fields.length) {
    const five = parts.length === 5 ? `; put a second in front: ${show(`0 ${parts.join(' ')}`)}` : '';
    throw new Error(`expected ${what}, found ${show(text)} with ${parts.length}${five}`);
  }
  const [seconds = [], , , days = [], months = []] = fields.map((field, index) =>
    valuesOf(parts[index] ?? '', field),
  );
  if (seconds.length > 1) {
    throw new Error(
      `expected one second, found ${show(parts[0])}, which begins ${seconds.length} backups in a minute; write 0`,
    );
  }
  const happens = months.some(month => days.some(day => day <= (daysOfMonth[month - 1] ?? 0)));
  if (!happens && /^[*?]/.test(parts[5] ?? '')) {
    throw new Error(`expected a day that exists in the month, found ${show(text)}, which never comes`);
  }
  return parts.join(' ');
}

/** The days on which a schedule runs, field by field. */
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

/** The values that one field stands for. */
function valuesOf(text: string, field: Field): number[] {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const match = /^(?:[*?]|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item);
    if (!match) throw new Error(fault(text, field));
    const [, first, last, step] = match;
    const from = first === undefined ? field.min : numberOf(first, text, field);
    const open = first === undefined || (last === undefined && step !== undefined);
    const to = open ? field.max : numberOf(last ?? first ?? '', text, field);
    if (from > to) throw new Error(fault(text, field, `; ${from} comes after ${to}`));
    if (Number(step ?? 1) === 0) throw new Error(fault(text, field, '; a step is at least 1'));
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

/** A schedule as an environment file writes it, checked. */
export const schedule = parsed(z.string({ error: expected(what) }), parseSchedule).meta({
  title: 'cron expression',
  pattern: '^\\s*(\\S+\\s+){5}\\S+\\s*$',
});
