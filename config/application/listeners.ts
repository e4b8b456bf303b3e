import { z } from 'zod';
import { hostName, objectName, port, portName } from '../units/names.ts';

/** Connections from outside that the Gateway leads to an application as they come. */
export const listeners = {
  listeners: z
    .record(
      objectName,
      z.strictObject({
        port: port.meta({
          description:
            'Port of the Gateway, to which clients connect; not 80, and 443 only for protocol TLS.',
        }),
        protocol: z.enum(['TCP', 'TLS']).default('TCP').meta({
          description:
            'What the Gateway takes there. TCP: every connection. TLS: encrypted connections to the hostname, which the application decrypts.',
        }),
        hostname: hostName.optional().meta({
          description: 'Host name that clients of protocol TLS ask for (SNI). Default: none; TLS needs one.',
        }),
        targetPort: portName.optional().meta({
          description:
            'Port that connections go to, by its name in ports; it speaks TCP. Default: the port of the application.',
        }),
      }),
    )
    .default({})
    .meta({
      description:
        'Listeners of the Gateway for connections that are not HTTP, each under a name of your choice. Default: none.',
    }),
};
