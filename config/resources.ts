import { z } from 'zod';
import { byteQuantity, cpu } from './units/quantity.ts';

const cpuAndMemory = z.strictObject({
  cpu: cpu.meta({ description: 'CPU in cores: 500m, 2.' }),
  memory: byteQuantity.meta({ description: 'Memory in bytes: 256Mi, 4Gi.' }),
});

/** What a container asks for and may use at the most. Limits default to the requests. */
export const resources = z
  .strictObject({ requests: cpuAndMemory, limits: cpuAndMemory.optional() })
  .transform(({ requests, limits }) => ({ requests, limits: limits ?? requests }));

export type Resources = z.output<typeof resources>;
