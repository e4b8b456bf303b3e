import { z } from 'zod';
import { port, portName } from '../units/names.ts';

/** How the pods of one application find and reach each other. */
export const peers = {
  peers: z
    .record(
      portName,
      z.strictObject({
        port: port.meta({ description: 'Port on which each pod listens for the others.' }),
        protocol: z.enum(['TCP', 'UDP']).default('TCP').meta({ description: 'Protocol of the port.' }),
      }),
    )
    .default({})
    .meta({
      description:
        'Ports that the pods of the application open for each other, by name. PEERS_HOST then has the name that leads to all of them. Default: they cannot reach each other.',
    }),
};
