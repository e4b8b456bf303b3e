import { z } from 'zod';
import { expected } from '../units/expected.ts';
import { port } from '../units/names.ts';

/** The name of a port: IANA_SVC_NAME (apimachinery `pkg/util/validation`), with a letter first. */
const peerName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
    error: expected('the name of a port: lowercase letters, digits and single hyphens, a letter first'),
  })
  .max(15, { error: expected('at most 15 characters, since a port has no longer name') });

/** How the pods of one application find and reach each other. */
export const peers = {
  peers: z
    .record(
      peerName,
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
