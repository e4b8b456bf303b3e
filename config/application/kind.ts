import { z } from 'zod';

/** What an application is. It decides which of the other keys it may have, and their defaults. */
export const kind = {
  kind: z.enum(['web', 'worker']).default('web').meta({
    description:
      'What it is. web: answers requests at its port. worker: has no port, no Service and no route, such as a consumer of a queue.',
  }),
};
