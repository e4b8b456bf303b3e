import { z } from 'zod';
import { resourcesWithDisk } from '../resources.ts';
import { duration } from '../units/duration.ts';
import { freeText } from '../units/free-text.ts';
import { image } from '../units/image.ts';

/** Attempts of a Job beyond the first one: more would only delay the news that it failed. */
export const mostRetries = 20;

/** What every Job of an application may say. */
export const job = {
  image: image.optional().meta({
    description: 'The image that runs: registry/name:version@sha256:… Default: that of the application.',
  }),
  command: z.array(freeText).min(1).optional().meta({
    description:
      'Command of the Job; `$(NAME)` stands for a variable. Default: that of the application, or of another image. Required without args or another image.',
  }),
  args: z.array(freeText).min(1).optional().meta({
    description: 'Arguments of the command. Default: none.',
  }),
  deadline: duration({ from: '10s', to: '24h' }).prefault('10m').meta({
    description: 'How long the Job may take, with all its attempts; then it has failed.',
  }),
  resources: resourcesWithDisk.optional().meta({
    description: 'CPU and memory that the Job requests, and its limits. Default: those of the application.',
  }),
};

const retries = z.int().min(0).max(mostRetries);

/** Attempts after one that fails, with a default. */
export function retriesOf(standard: number) {
  return retries
    .default(standard)
    .meta({ description: 'Further attempts after one that fails, 10s, 20s, 40s and so on later.' });
}
