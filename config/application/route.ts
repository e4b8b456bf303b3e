import { z } from 'zod';
import { expected } from '../units/expected.ts';
import { hostName, portName } from '../units/names.ts';
import { ingressAnnotations } from './ingress-annotations.ts';
import { routeFilters } from './route-filters.ts';
import { routePath } from './route-path.ts';
import { routeTraffic } from './route-traffic.ts';

/**
 * Hosts next to `host`. An HTTPRoute has at most 16 hostnames (gateway-api `config/crd/standard`,
 * `spec.hostnames.maxItems`).
 */
export const mostHosts = 15;

/** A host whose objects have its name: names of objects have at most 253 characters, and add up to 10. */
export const objectHost = hostName
  .max(240, {
    error: expected('a host name of at most 240 characters, since objects are named after it'),
  })
  .meta({ title: 'host name' });

/** One path that leads to an application. */
export const route = z.strictObject({
  host: hostName.optional().meta({
    description:
      'Host of an application of the environment, by host or hosts. Default: all hosts of this application.',
  }),
  path: routePath.default('/').meta({ description: 'Path of the requests.' }),
  match: z.enum(['prefix', 'exact']).default('prefix').meta({
    description: 'Whether paths below it match too: prefix or exact. The longest path that matches wins.',
  }),
  targetPort: portName.optional().meta({
    description:
      'Port that requests go to, by its name in ports; it speaks HTTP, H2C or gRPC. Default: the port of the application.',
  }),
  ...routeFilters,
  ...routeTraffic,
  ...ingressAnnotations,
});

export type Route = z.output<typeof route>;
