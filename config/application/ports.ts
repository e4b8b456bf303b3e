import { z } from 'zod';
import { path, port, portName } from '../units/names.ts';

/** What a client speaks at the port of requests. */
export const protocols = ['HTTP', 'H2C', 'gRPC', 'TCP'] as const;

/** Where an application listens, what it speaks there, and how the kubelet sees that it can serve. */
export const ports = {
  port: port
    .optional()
    .meta({ description: 'Port that the container listens on. Default: 8080; a worker has none.' }),
  protocol: z.enum(protocols).default('HTTP').meta({
    description:
      'What clients speak at the port. HTTP: version 1.1. H2C: HTTP/2 without TLS. gRPC: the kubelet asks by gRPC, and a host gets a GRPCRoute. TCP: anything else; no analysis, no hosts and paths, but listeners.',
  }),
  servicePort: port.optional().meta({
    description: 'Port of its Services, to which clients connect. Default: 80; a worker has none.',
  }),
  ports: z
    .record(
      portName,
      z.strictObject({
        port: port.meta({ description: 'Port that the container listens on.' }),
        protocol: z
          .enum([...protocols, 'UDP'])
          .default('TCP')
          .meta({ description: 'What clients speak at the port.' }),
        servicePort: port
          .optional()
          .meta({ description: 'Port of its Services, to which clients connect. Default: the port itself.' }),
      }),
    )
    .default({})
    .meta({
      description:
        'Further ports, by name. Applications that use this one reach all of them, at SHOP_HOST and, for a port `admin` of an application `shop`, SHOP_PORT_ADMIN. Default: none.',
    }),
  health: path.optional().meta({
    description:
      'HTTP path that returns 200 while the application can serve requests. Default: /health; a worker has none, and neither has protocol gRPC or TCP.',
  }),
};

export type Protocol = (typeof protocols)[number];

/** A port next to that of requests. */
export interface NamedPort {
  readonly port: number;
  readonly protocol: Protocol | 'UDP';
  readonly servicePort: number;
}

/** The name of the port for requests, of containers and Services. */
export function requestPort(protocol: Protocol): string {
  return { HTTP: 'http', H2C: 'http', gRPC: 'grpc', TCP: 'tcp' }[protocol];
}

/** What a protocol runs over. */
export function transportOf(protocol: NamedPort['protocol']): 'TCP' | 'UDP' {
  return protocol === 'UDP' ? 'UDP' : 'TCP';
}

/** Whether an application answers HTTP requests for a path at its port. */
export function hasPaths({ protocol }: { readonly protocol: Protocol }): boolean {
  return protocol === 'HTTP' || protocol === 'H2C';
}
