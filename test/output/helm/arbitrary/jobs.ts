import fc from 'fast-check';
import { duration, requests, text } from '../scalars.ts';

const words = fc.array(text, { minLength: 1, maxLength: 3 });

/** When a Job runs. */
export const schedule = fc.record(
  {
    cron: fc.constantFrom('*/5 * * * *', '0 2 * * *', '30 4 1 * MON', '0 0 29 2 *'),
    timeZone: fc.constantFrom('Etc/UTC', 'Europe/Berlin'),
    concurrencyPolicy: fc.constantFrom('Forbid' as const, 'Replace' as const),
    startingDeadline: duration('10s', '5m', '24h'),
    deadline: duration('10s', '1h', '168h'),
    retries: fc.integer({ min: 0, max: 20 }),
    successfulJobsHistoryLimit: fc.integer({ min: 0, max: 9 }),
    failedJobsHistoryLimit: fc.integer({ min: 0, max: 9 }),
    suspend: fc.boolean(),
    maxAge: duration('1m', '25h', '8760h'),
  },
  { requiredKeys: ['cron'] },
);

const image = fc.constantFrom(
  'registry.example.com/tools:1.0.0',
  `tools@sha256:${'0123456789abcdef'.repeat(4)}`,
);

/** A Job next to the pods of an application. */
const job = fc
  .record(
    {
      image,
      command: words,
      args: words,
      deadline: duration('10s', '90s', '10m', '24h'),
      retries: fc.integer({ min: 0, max: 20 }),
      requests,
    },
    { requiredKeys: ['args'] },
  )
  .map(({ requests: amounts, ...rest }) => ({
    ...rest,
    ...(amounts && { resources: { requests: amounts } }),
  }));

/** What examines a new version; often without a Job, which no text with braces may be next to. */
export const analysisJob = fc.option(job, { nil: undefined, freq: 2 });

/** The keys of an application about Jobs. */
export const jobs = { schedule, beforeRelease: job };
