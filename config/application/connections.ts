import { z } from 'zod';
import { objectName, port } from '../units/names.ts';
import { networks } from '../units/network.ts';

/** What an application connects to. */
export const connections = {
  uses: z.array(z.string()).default([]).meta({
    description:
      'What it connects to: database, cache, or the name of another application. Default: nothing.',
  }),
  egress: z
    .record(
      objectName,
      z.strictObject({
        network: networks.meta({
          description: 'One network, such as 203.0.113.0/24, or a list.',
        }),
        port: port.default(443).meta({ description: 'TCP port in that network.' }),
      }),
    )
    .default({})
    .meta({
      description:
        'Networks outside the namespace that it may connect to, each under a name of your choice. Default: none.',
    }),
};
