import type { EnvironmentInput } from '../../../config/environment.ts';

type Applications = NonNullable<EnvironmentInput['applications']>;

/** An application for each protocol. */
export const ofProtocols: Applications = {
  greeter: {
    image: 'registry.example.com/greeter:1.0.0',
    resources: { requests: { cpu: '100m', memory: '64Mi' } },
    protocol: 'gRPC',
    port: 50051,
    servicePort: 50051,
    host: 'grpc.example.com',
    metrics: { port: 9464, requests: 'grpc_server_handled_total', statusLabel: 'grpc_code' },
    uses: ['broker'],
  },
  broker: {
    image: 'registry.example.com/broker:1.0.0',
    resources: { requests: { cpu: '100m', memory: '64Mi' } },
    protocol: 'TCP',
    port: 1883,
    servicePort: 1883,
    metrics: false,
    ports: {
      admin: { port: 8081, protocol: 'HTTP', servicePort: 8080 },
      discovery: { port: 5353, protocol: 'UDP' },
      secure: { port: 8883 },
      other: { port: 8884 },
    },
    listeners: {
      plain: { port: 1883, protocol: 'TCP' },
      secure: { port: 8883, protocol: 'TLS', hostname: 'mqtt.example.com', targetPort: 'secure' },
    },
  },
};

/** Keys about ports and metrics, for one of the full environments. */
export const portsOfWeb = {
  ports: {
    admin: { port: 9090, protocol: 'HTTP' },
    debug: { port: 9095, protocol: 'HTTP' },
  },
  metrics: { port: 9797, path: '/metrics', requests: 'http_requests_total', statusLabel: 'status' },
  probes: {
    readiness: {
      path: '/readyz',
      port: 9898,
      headers: { Cookie: 'probe=1' },
      initialDelay: '2s' as const,
      period: '5s' as const,
      timeout: '3s' as const,
      failureThreshold: 2,
      successThreshold: 2,
    },
    liveness: {
      grpc: { port: 9999, service: 'web' },
      initialDelay: '20s' as const,
      period: '30s' as const,
      timeout: '5s' as const,
      failureThreshold: 4,
    },
    startup: {
      command: ['web', 'check'],
      initialDelay: '3s' as const,
      period: '10s' as const,
      timeout: '5s' as const,
      failureThreshold: 90,
    },
  },
} satisfies Partial<Applications[string]>;

const withTcp = { tcp: 8080 };

/** The other handlers of each probe. */
export const otherProbes: readonly NonNullable<Applications[string]['probes']>[] = [
  { readiness: withTcp, liveness: withTcp, startup: withTcp },
  {
    readiness: { grpc: { port: 9999, service: 'web' } },
    liveness: { command: ['web', 'check'] },
    startup: { grpc: { port: 9999, service: 'web' } },
  },
  {
    readiness: { command: ['web', 'check'] },
    liveness: { path: '/livez', port: 9898, headers: { Cookie: 'probe=1' } },
    startup: { path: '/livez', port: 9898, headers: { Cookie: 'probe=1' } },
  },
];
