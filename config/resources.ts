import { z } from 'zod';
import { byteQuantity, cpu } from './units/quantity.ts';

const cpuAndMemory = z.strictObject({
  cpu: cpu.meta({ description: 'CPU in cores: 500m, 2.' }),
  memory: byteQuantity.meta({ description: 'Memory in bytes: 256Mi, 4Gi.' }),
});

/** What a container asks for and may use at the most. Limits default to the requests. */
export const resources = z
  .strictObject({
    requests: cpuAndMemory.meta({
      description: 'What it is given for certain; a node must have that much free.',
    }),
    limits: cpuAndMemory
      .optional()
      .meta({ description: 'What it may use at the most. Default: the requests.' }),
  })
  .transform(({ requests, limits }) => ({ requests, limits: limits ?? requests }));

export type Resources = z.output<typeof resources>;
