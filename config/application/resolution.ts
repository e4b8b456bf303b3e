import { z } from 'zod';
import { expected } from '../units/expected.ts';
import { freeText } from '../units/free-text.ts';
import { address } from '../units/network.ts';

const label = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
const nameError = expected('a name such as legacy or db.example.com, in lowercase', found =>
  typeof found === 'string' && found !== found.toLowerCase() ? 'write it in lowercase' : undefined,
);

/** A name in `/etc/hosts`, or a domain to search: one label or several. */
const domain = z
  .string({ error: nameError })
  .regex(new RegExp(`^${label}(?:\\.${label})*$`), { error: nameError })
  .max(253, { error: expected('at most 253 characters, since DNS allows no more') })
  .meta({ title: 'host name' });

const optionError = expected('an option of resolv.conf such as ndots', found =>
  typeof found === 'string' && found.includes(':') ? 'write the number in value' : undefined,
);

const option = z.strictObject({
  name: z
    .string({ error: optionError })
    .regex(/^[a-z][-a-z0-9]*$/, { error: optionError })
    .meta({ description: 'Name of the option, such as ndots.' }),
  value: freeText.optional().meta({ description: 'Its value, as text. Default: none.' }),
});

/**
 * Not `Default`: the resolver of a node knows no name of the cluster, and NetworkPolicies do not open it. Not
 * `ClusterFirstWithHostNet`: no pod has the network of its node.
 */
const dnsPolicy = z.enum(['ClusterFirst', 'None'], {
  error: expected(
    'ClusterFirst or None',
    found =>
      ({
        Default:
          'the resolver of a node knows no names of the cluster; write None, with its address in dnsConfig.nameservers',
        ClusterFirstWithHostNet: 'no pod has the network of its node; remove it',
      })[String(found)],
  ),
});

/** How the pods of an application find the addresses of names, in Kubernetes' own words. */
export const resolution = {
  hostAliases: z
    .array(
      z.strictObject({
        ip: address.meta({ description: 'The address, such as 192.0.2.10.' }),
        hostnames: z.array(domain).min(1).meta({ description: 'The names that have it.' }),
      }),
    )
    .default([])
    .meta({
      description:
        'Names with a fixed address, as lines of /etc/hosts in every container. They open no connection: egress does. Default: none.',
    }),
  dnsPolicy: dnsPolicy.optional().meta({
    description:
      'Whom pods ask for addresses. None: only dnsConfig.nameservers. Default: ClusterFirst, the DNS of the cluster.',
  }),
  dnsConfig: z
    .strictObject({
      nameservers: z.array(address).min(1).max(3).optional().meta({
        description:
          'Addresses of resolvers, after those of dnsPolicy, at most 3. Port 53 to them is opened. Default: none.',
      }),
      searches: z.array(domain).min(1).max(8).optional().meta({
        description:
          'Domains in which short names are looked up, after those of dnsPolicy, at most 8. Default: none.',
      }),
      options: z.array(option).min(1).optional().meta({
        description: 'Options of resolv.conf, such as ndots. Default: those of dnsPolicy.',
      }),
    })
    .optional()
    .meta({ description: 'What is in /etc/resolv.conf of every container. Default: what dnsPolicy gives.' }),
};
