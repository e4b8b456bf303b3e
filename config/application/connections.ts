import { z } from 'zod';

/** What an application connects to. */
export const connections = {
  uses: z.array(z.string()).default([]).meta({
    description:
      'What it connects to: database, cache, cache-endpoint (the endpoint of the cache), one of `caches`, its endpoint, or the name of another application. Default: nothing.',
  }),
};
