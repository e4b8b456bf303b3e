import { z } from 'zod';

/** What an application is. It decides which of the other keys it may have, and their defaults. */
export const kind = {
  kind: z.enum(['web', 'worker', 'stateful', 'scheduled']).default('web').meta({
    description:
      'What it is. web: answers requests at its port. worker: has no port, no Service and no route, such as a consumer of a queue. stateful: answers requests, and each pod keeps its name and its volumes. scheduled: runs a Job when `schedule` says.',
  }),
  singleton: z.boolean().default(false).meta({
    description:
      'Whether never two pods of it run, also not while a node drains or a pod ends slowly. Only for kind worker, with scale 1.',
  }),
  podManagementPolicy: z.enum(['OrderedReady', 'Parallel']).optional().meta({
    description:
      'OrderedReady: pods start one after the other, each when the one before it is ready. Parallel: all start at once. Default: OrderedReady for kind stateful; other kinds have none.',
  }),
};
