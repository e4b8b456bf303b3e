import { Duration } from 'cdk8s';
import { z } from 'zod';
import { cron, longestGapMinutes } from '../units/cron.ts';
import { duration } from '../units/duration.ts';
import { expected, parsed, show } from '../units/expected.ts';
import { retriesOf } from './job.ts';

const zones = new Set(Intl.supportedValuesOf('timeZone'));

function parseTimeZone(name: string): string {
  if (name === 'Etc/UTC' || zones.has(name)) return name;
  throw new Error(`expected a time zone of the IANA database such as Europe/Berlin, found ${show(name)}`);
}

const timeZone = parsed(
  z.string({ error: expected('a time zone of the IANA database such as Europe/Berlin') }),
  parseTimeZone,
);

/** Jobs of a CronJob that are kept for their logs. More would only fill the namespace. */
const mostKeptJobs = 100;

const keptJobs = z.int().min(0).max(mostKeptJobs);

/** Time for the change to or from summer time, which makes one day an hour longer. */
const slack = Duration.hours(1);

const longestAge = Duration.hours(8760);

/** When a Job runs, and how often it may fail. */
export const schedule = {
  schedule: z
    .strictObject({
      cron: cron.meta({ description: 'When a Job starts: cron with five fields, minutes first.' }),
      timeZone: timeZone.prefault('Etc/UTC').meta({ description: 'Time zone of the cron expression.' }),
      concurrencyPolicy: z.enum(['Forbid', 'Replace']).default('Forbid').meta({
        description: 'Forbid leaves a run out while the last one is not over; Replace ends that one.',
      }),
      startingDeadline: duration({ from: '10s', to: '24h' }).prefault('1h').meta({
        description: 'How late a run may still start, such as after an outage of the control plane.',
      }),
      deadline: duration({ from: '10s', to: '168h' })
        .prefault('1h')
        .meta({ description: 'How long a run may take, with all its attempts; then it has failed.' }),
      retries: retriesOf(3),
      successfulJobsHistoryLimit: keptJobs
        .default(3)
        .meta({ description: 'Successful Jobs that are kept for their logs.' }),
      failedJobsHistoryLimit: keptJobs
        .default(3)
        .meta({ description: 'Failed Jobs that are kept for their logs.' }),
      suspend: z.boolean().default(false).meta({ description: 'Whether no run starts.' }),
      maxAge: duration({ from: '1m', to: '8760h' }).optional().meta({
        description:
          'Age of the last success at which an alert fires. Default: the longest gap of cron plus both deadlines and an hour.',
      }),
    })
    .transform(({ maxAge, ...rest }) => ({ ...rest, maxAge: maxAge ?? defaultMaxAge(rest) }))
    .optional()
    .meta({ description: 'When a Job of kind scheduled runs. Default: none; required for that kind.' }),
};

function defaultMaxAge({
  cron,
  startingDeadline,
  deadline,
}: {
  cron: string;
  startingDeadline: Duration;
  deadline: Duration;
}): Duration {
  const gap = longestGapMinutes(cron) * 60;
  const seconds = gap + startingDeadline.toSeconds() + deadline.toSeconds() + slack.toSeconds();
  return Duration.seconds(Math.min(seconds, longestAge.toSeconds()));
}
