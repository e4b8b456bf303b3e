import fc from 'fast-check';
import { cidr, networks } from '../scalars.ts';

const port = fc.integer({ min: 1, max: 65535 });
const protocol = fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const);
const ports = {
  port,
  protocol,
  ports: fc.uniqueArray(
    fc.record({ port: fc.integer({ min: 1, max: 9 }), protocol }, { requiredKeys: ['port'] }),
    {
      maxLength: 3,
      selector: ({ port: number }) => number,
    },
  ),
};

const place = fc.oneof(
  fc.record({ network: networks }),
  fc.record(
    { internet: fc.constant(true as const), except: fc.array(cidr, { maxLength: 3 }) },
    { requiredKeys: ['internet'] },
  ),
  fc.record({
    hosts: fc.array(fc.constantFrom('api.example.com', '*.example.com'), { minLength: 1, maxLength: 2 }),
  }),
);

const destination = fc
  .tuple(place, fc.record({ ...ports, port: fc.integer({ min: 10, max: 65535 }) }, { requiredKeys: [] }))
  .map(([where, how]) => ({ ...where, ...how }));

/** Destinations of every kind; host names need the network plugin cilium. */
export const egress = { egress: fc.dictionary(fc.constantFrom('mail', 'partner', 'tax'), destination) };
