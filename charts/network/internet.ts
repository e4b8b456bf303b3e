import { operation } from '../../config/units/operation.ts';

/** A family of addresses. A rule of a NetworkPolicy may take out only networks of its own family. */
export type Family = 'IPv4' | 'IPv6';

/**
 * Networks that are not the Internet: private ones, those of carriers and clouds, of links, and of the host itself.
 *
 * Source: the special-purpose address registries (RFC 6890 and its updates: RFC 1918, 6598, 3927, 1122, 4193, 4291).
 */
export const privateNetworks: Readonly<Record<Family, readonly string[]>> = {
  IPv4: ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  IPv6: ['fc00::/7', 'fe80::/10'],
};

/** The networks of a family, in their order. */
export const ofFamily = operation('ofFamily', (networks: readonly string[], family: Family): string[] =>
  networks.filter(network => network.includes(':') === (family === 'IPv6')),
);
