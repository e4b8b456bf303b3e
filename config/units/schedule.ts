import { CronExpressionParser } from 'cron-parser';
import { z } from 'zod';

/**
 * Checks a cron expression with six fields, seconds first, as CloudNativePG's ScheduledBackup wants it.
 *
 * @throws when the text is no such expression, with what is allowed.
 */
export function parseSchedule(text: string): string {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 6) {
    throw new Error(
      `expected a cron expression with six fields, seconds first, such as "0 0 2 * * *", found ${JSON.stringify(text)} with ${fields.length}`,
    );
  }
  try {
    CronExpressionParser.parse(text);
  } catch (error) {
    throw new Error(
      `expected a cron expression such as "0 0 2 * * *", found ${JSON.stringify(text)}: ${(error as Error).message}`,
    );
  }
  return fields.join(' ');
}

/** A schedule as an environment file writes it, checked. */
export const schedule = z.string().transform((text, context) => {
  try {
    return parseSchedule(text);
  } catch (error) {
    context.addIssue((error as Error).message);
    return z.NEVER;
  }
});
