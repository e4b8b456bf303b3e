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

/** What an application speaks at its port; `fitting` makes the rest of it fit. */
export const protocol = {
  protocol: fc.constantFrom('HTTP' as const, 'H2C' as const, 'gRPC' as const, 'TCP' as const),
  servicePort: fc.constantFrom(80, 7070, 65535),
  ports: fc.dictionary(
    fc.constantFrom('admin', 'on', 'quic-1'),
    fc.record(
      {
        port: fc.integer({ min: 1, max: 65535 }),
        protocol: fc.constantFrom(
          'HTTP' as const,
          'H2C' as const,
          'gRPC' as const,
          'TCP' as const,
          'UDP' as const,
        ),
        servicePort: fc.integer({ min: 1, max: 65535 }),
      },
      { requiredKeys: ['port'] },
    ),
    { maxKeys: 3 },
  ),
};

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

type Json = Record<string, unknown>;

/** An application without what its protocol refuses. */
export function withProtocol<T extends { readonly kind?: string; readonly protocol?: string }>(
  application: T,
  isIngress: boolean,
): T {
  const { protocol = 'HTTP', kind = 'web' } = application;
  const isSpoken = kind === 'web' || kind === 'stateful';
  if (protocol === 'HTTP' || !isSpoken) return application;
  const { health, traffic, metrics, delivery, probes, ...rest } = application as T & Json;
  const hosts = isIngress ? {} : { traffic };
  if (protocol === 'H2C') return { ...rest, ...hosts, health, metrics, delivery, probes } as unknown as T;
  const counted = metricsOn(metrics);
  const isExamined = counted !== false && counted.requests !== false;
  return {
    ...rest,
    ...hosts,
    metrics: counted,
    ...(isExamined || kind === 'stateful'
      ? { delivery }
      : { delivery: { strategy: 'rollingUpdate', maxSurge: 1 } }),
    ...(kind === 'stateful' && { delivery: undefined }),
    probes: Object.fromEntries(
      Object.entries((probes ?? {}) as Record<string, Json | false>).map(([name, probe]) => [
        name,
        withoutHttp(probe),
      ]),
    ),
  } as unknown as T;
}

function metricsOn(metrics: unknown): false | Json {
  if (typeof metrics !== 'object' || metrics === null) return false;
  return { requests: 'grpc_server_handled_total', port: 9464, ...metrics };
}

/** An HTTP path has its own port, and nothing else has one. */
function withoutHttp(probe: Json | false): Json | false {
  if (probe === false || ['tcp', 'grpc', 'command'].some(key => key in probe)) return probe;
  const { port: drawnPort, headers: _headers, path, ...times } = probe;
  return path === undefined ? times : { ...probe, port: drawnPort ?? 9000 };
}
