import { z } from 'zod';
import { byteQuantity, cpu } from './units/quantity.ts';

const cpuAndMemory = z.strictObject({
  cpu: cpu.meta({ description: 'CPU in cores: 500m, 2.' }),
  memory: byteQuantity.meta({ description: 'Memory in bytes: 256Mi, 4Gi.' }),
});

/** Requests and limits of a container. Limits default to the requests. */
export const resources = z
  .strictObject({
    requests: cpuAndMemory.meta({
      description: 'What the container is guaranteed; a node must have this much free.',
    }),
    limits: cpuAndMemory
      .optional()
      .meta({ description: 'What the container may use at most. Default: the requests.' }),
  })
  .transform(({ requests, limits }) => ({ requests, limits: limits ?? requests }));

export type Resources = z.output<typeof resources>;
