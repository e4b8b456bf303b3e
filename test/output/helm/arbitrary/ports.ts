import fc from 'fast-check';
import { duration, text } from '../scalars.ts';

const port = fc.integer({ min: 1, max: 65535 });
const count = fc.integer({ min: 1, max: 1000 });

const handler = fc.oneof(
  fc.record(
    {
      path: fc.constantFrom('/', '/ready', '/a%20b'),
      port,
      headers: fc.dictionary(fc.constantFrom('Cookie', 'Host', 'X-Probe', 'on'), text),
    },
    { requiredKeys: [] },
  ),
  fc.record({ tcp: port }),
  fc.record({ grpc: fc.record({ port, service: text }, { requiredKeys: [] }) }),
  fc.record({ command: fc.array(text, { minLength: 1, maxLength: 3 }) }),
);

const times = {
  initialDelay: duration('1s', '90s', '1h'),
  period: duration('1s', '5s', '1m'),
  timeout: duration('1s', '10m'),
  failureThreshold: count,
};

/** A probe, or none. */
function probeWith(keys: Record<string, fc.Arbitrary<unknown>>) {
  const probe = fc.tuple(handler, fc.record(keys, { requiredKeys: [] }));
  return fc.oneof(
    fc.constant(false as const),
    probe.map(([asked, figures]) => ({ ...asked, ...figures })),
  );
}

/** Keys of an application about its ports, its probes and its metrics. */
export const ports = {
  probes: fc.record(
    {
      readiness: probeWith({ ...times, successThreshold: count }),
      liveness: probeWith(times),
      startup: probeWith(times),
    },
    { requiredKeys: [] },
  ),
  metrics: fc.oneof(
    fc.constant(false as const),
    fc.record(
      {
        port,
        path: fc.constantFrom('/metrics', '/m'),
        requests: fc.constantFrom(false as const, 'requests_total', 'a:b'),
        statusLabel: fc.constantFrom('status', 'on'),
      },
      { requiredKeys: [] },
    ),
  ),
};
