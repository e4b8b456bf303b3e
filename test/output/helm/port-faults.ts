import { ownValues, type Values } from './chart.ts';

const web = (value: { readonly [key: string]: Values[string] }): Values => ({ applications: { web: value } });
const { web: ofProduction = {} } = ownValues.applications as Record<string, Values>;
const utilization = { metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 };

const grpc: Values = {
  protocol: 'gRPC',
  health: null,
  metrics: { port: 9464, requests: 'grpc_server_handled_total' },
  scale: 3,
};
const named = { port: 8080, protocol: 'TCP', servicePort: 9000 };
const path = { path: '/v1', match: 'prefix', ingressAnnotations: {} };

/** Faults about what an application speaks at its port. */
const protocolFaults: readonly (readonly [what: string, values: Values, named: string])[] = [
  ['a named port at the port of requests', web({ ports: { admin: named } }), 'applications.web.ports.admin'],
  [
    'a named port with the name of the port of requests',
    web({ ports: { http: { ...named, port: 9000 } } }),
    'applications.web.ports.http',
  ],
  [
    'a named port at the Service port of requests',
    web({ ports: { admin: { ...named, port: 9000, servicePort: 80 } } }),
    'applications.web.ports.admin',
  ],
  [
    'a named port with a name of variables',
    web({ ports: { host: { ...named, port: 9000 } } }),
    'applications.web.ports.host',
  ],
  ['an unknown protocol', web({ protocol: 'grpc' }), '/applications/web/protocol'],
  [
    'an application of kind web without a Service port',
    web({ servicePort: null }),
    'applications.web.servicePort',
  ],
  ['HTTP without a health path', web({ health: null }), 'applications.web.health'],
  ['gRPC with a health path', web({ ...grpc, health: '/health' }), 'applications.web.health'],
  [
    'metrics at a port of gRPC',
    web({ ...grpc, metrics: { requests: 'grpc_server_handled_total' } }),
    'applications.web.metrics',
  ],
  ['a counter of HTTP', web({ ...grpc, metrics: { port: 9464 } }), 'applications.web.metrics.requests'],
  [
    'two colors that nothing examines',
    web({ ...grpc, metrics: { port: 9464, requests: false } }),
    'applications.web.delivery.strategy',
  ],
  [
    'a path without a port that speaks HTTP',
    web({ ...grpc, probes: { liveness: { path: '/' } } }),
    'applications.web.probes.liveness',
  ],
  [
    'a probe of a port without a path',
    web({ ...grpc, probes: { liveness: { port: 9000 } } }),
    'applications.web.probes.liveness',
  ],
  ['TCP with a host', web({ ...grpc, protocol: 'TCP' }), 'applications.web.host'],
  [
    'TCP with a route',
    {
      applications: {
        web: { ...grpc, protocol: 'TCP', host: null, routes: { v1: { ...path, host: 'app.example.com' } } },
        site: ofProduction,
      },
    },
    'applications.web.routes',
  ],
  [
    'a route to a port that is not there',
    web({ routes: { v1: { ...path, targetPort: 'admin' } } }),
    'applications.web.routes.v1.targetPort',
  ],
  [
    'a route to a port of TCP',
    web({ ports: { admin: { ...named, port: 9000 } }, routes: { v1: { ...path, targetPort: 'admin' } } }),
    'applications.web.routes.v1.targetPort',
  ],
  [
    'a route to a port of gRPC behind an Ingress',
    {
      cluster: { gatewayClass: null, ingressClass: 'nginx' },
      ...web({
        ports: { calls: { ...named, port: 9000, protocol: 'gRPC' } },
        routes: { v1: { ...path, targetPort: 'calls' } },
      }),
    },
    'applications.web.routes.v1.targetPort',
  ],
  [
    'gRPC behind an Ingress',
    { cluster: { gatewayClass: null, ingressClass: 'nginx' }, ...web(grpc) },
    'applications.web.protocol',
  ],
];

/** Faults about metrics and probes, and the one value that the message names. */
export const portFaults: readonly (readonly [what: string, values: Values, named: string])[] = [
  ...protocolFaults,
  ['requests that nothing counts', web({ metrics: { requests: false } }), 'applications.web.scale.rules'],
  [
    'steps of pods that nothing scrapes',
    web({ metrics: false, scale: { mode: 'step', rules: [utilization] } }),
    'applications.web.scale.mode',
  ],
  [
    'metrics at the port of the application',
    web({ metrics: { port: 8080 } }),
    'applications.web.metrics.port',
  ],
  ['a counter with a hyphen', web({ metrics: { requests: 'a-b' } }), '/applications/web/metrics/requests'],
  [
    'a probe with two handlers',
    web({ probes: { liveness: { tcp: 80, path: '/' } } }),
    'applications.web.probes.liveness',
  ],
  [
    'a probe with headers of no request',
    web({ probes: { startup: { tcp: 80, headers: { Cookie: 'a' } } } }),
    'applications.web.probes.startup',
  ],
  [
    'a probe that is too seldom',
    web({ probes: { readiness: { period: '2h' } } }),
    'applications.web.probes.readiness.period',
  ],
];
