import { z } from 'zod';
import { resourcesWithDisk } from '../resources.ts';
import { duration } from '../units/duration.ts';
import { freeText } from '../units/free-text.ts';

/** Attempts of a Job beyond the first one: more would only delay the news that it failed. */
export const mostRetries = 20;

/** What the name of that Job adds to the name of its application. */
export const beforeReleaseSuffix = '-before-release';

/** A Job that runs before a new version of an application does, such as a migration of the database. */
export const beforeRelease = {
  beforeRelease: z
    .strictObject({
      command: z.array(freeText).min(1).optional().meta({
        description:
          'Command of the Job; `$(NAME)` stands for a variable. Default: that of the application. Required without args.',
      }),
      args: z.array(freeText).min(1).optional().meta({
        description: 'Arguments of the command. Default: none.',
      }),
      deadline: duration({ from: '10s', to: '24h' }).prefault('10m').meta({
        description: 'How long the Job may take, with all its attempts; then it has failed.',
      }),
      retries: z.int().min(0).max(mostRetries).default(3).meta({
        description: 'Further attempts after one that fails, 10s, 20s, 40s and so on later.',
      }),
      resources: resourcesWithDisk.optional().meta({
        description:
          'CPU and memory that the Job requests, and its limits. Default: those of the application.',
      }),
    })
    .optional()
    .meta({
      description:
        'A Job that runs before each new version, such as a migration; if it fails, the old version stays. Default: none.',
    }),
};
