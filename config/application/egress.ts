import { z } from 'zod';
import { expected } from '../units/expected.ts';
import { objectName, port } from '../units/names.ts';
import { cidr, networks } from '../units/network.ts';

const protocol = z.enum(['TCP', 'UDP', 'SCTP']);

/** A name of a host in DNS; the first label may be `*`, which stands for one label. Source: cilium `pkg/fqdn/matchpattern`. */
const hostPattern = z.string().regex(/^(\*\.)?([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, {
  error: expected('a host name in lowercase such as api.example.com or *.example.com'),
});

const destination = z.strictObject({
  network: networks.optional().meta({
    description: 'One network, such as 203.0.113.0/24, or a list. Default: none.',
  }),
  internet: z.boolean().default(false).meta({
    description:
      'Every address of the Internet, of both families: all but private, link-local and carrier networks, on these ports.',
  }),
  except: z.array(cidr).default([]).meta({
    description: 'Networks of the Internet that stay closed. Default: none.',
  }),
  hosts: z.array(hostPattern).min(1).optional().meta({
    description:
      'Host names such as api.example.com; `*.example.com` stands for one label. Needs the networkPlugin cilium. Default: none.',
  }),
  port: port.default(443).meta({ description: 'Port of the destination.' }),
  protocol: protocol.default('TCP').meta({ description: 'Protocol of that port.' }),
  ports: z
    .array(
      z.strictObject({
        port: port.meta({ description: 'One more port.' }),
        protocol: protocol.default('TCP').meta({ description: 'Its protocol.' }),
      }),
    )
    .default([])
    .meta({ description: 'More ports of the same destination. Default: none.' }),
});

export type Destination = z.output<typeof destination>;

/** Where an application may connect to outside of its namespace. */
export const egress = {
  egress: z.record(objectName, destination).default({}).meta({
    description:
      'Destinations outside the namespace that it may connect to, each under a name of your choice: networks, the Internet or host names. Default: none.',
  }),
};
