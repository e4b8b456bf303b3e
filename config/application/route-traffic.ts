import { z } from 'zod';
import { duration } from '../units/duration.ts';
import { expected } from '../units/expected.ts';
import { byteQuantity } from '../units/quantity.ts';

/** Source: RFC 6265, section 4.1.1. */
const cookieName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/, { error: expected('the name of a cookie, such as route') })
  .max(256, { error: expected('the name of a cookie of at most 256 characters') })
  .meta({ title: 'cookie' });

/**
 * What the gateway does with the requests of a route beyond the Gateway API: fields of Envoy Gateway's
 * BackendTrafficPolicy. Source: envoyproxy/gateway `api/v1alpha1/backendtrafficpolicy_types.go`, `loadbalancer_types.go`.
 */
export const routeTraffic = {
  requestBuffer: byteQuantity.optional().meta({
    description:
      'Size of the largest request, below 4Gi. The gateway holds each request in its memory until it is complete, and answers 413 to a larger one; no WebSocket or stream passes. Only Envoy Gateway. Default: no limit.',
  }),
  consistentHash: z
    .strictObject({
      cookie: cookieName.meta({ description: 'Name of the cookie whose value leads to a pod.' }),
      ttl: duration({ from: '0s', to: '24h' }).optional().meta({
        description:
          'Lifetime of a cookie that the gateway makes for clients without one; 0s: until the browser ends. Default: the application makes the cookie.',
      }),
    })
    .optional()
    .meta({
      description:
        'Sticky sessions: requests with the same cookie go to the same pod while the pods stay the same. Only Envoy Gateway. Default: the gateway chooses a pod for each request.',
    }),
};
