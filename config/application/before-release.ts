import { z } from 'zod';
import { job, retriesOf } from './job.ts';

/** What the name of that Job adds to the name of its application. */
export const beforeReleaseSuffix = '-before-release';

/** A Job that runs before a new version of an application does, such as a migration of the database. */
export const beforeRelease = {
  beforeRelease: z
    .strictObject({ ...job, retries: retriesOf(3) })
    .optional()
    .meta({
      description:
        'A Job that runs before each new version, such as a migration; if it fails, the old version stays. Default: none.',
    }),
};
