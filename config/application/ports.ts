import { z } from 'zod';
import { path, port } from '../units/names.ts';

/** What a client speaks at the port of requests. */
export const protocols = ['HTTP', 'H2C', 'gRPC', 'TCP'] as const;

/** Where an application listens, what it speaks there, and how the kubelet sees that it can serve. */
export const ports = {
  port: port
    .optional()
    .meta({ description: 'Port that the container listens on. Default: 8080; a worker has none.' }),
  protocol: z.enum(protocols).default('HTTP').meta({
    description:
      'What clients speak at the port. HTTP: version 1.1. H2C: HTTP/2 without TLS. gRPC: the kubelet asks by gRPC, and a host gets a GRPCRoute. TCP: anything else; no analysis, no route for paths.',
  }),
  servicePort: port.optional().meta({
    description: 'Port of its Services, to which clients connect. Default: 80; a worker has none.',
  }),
  health: path.optional().meta({
    description:
      'HTTP path that returns 200 while the application can serve requests. Default: /health; a worker has none, and neither has protocol gRPC or TCP.',
  }),
};

export type Protocol = (typeof protocols)[number];

/** Whether an application answers HTTP requests for a path at its port. */
export function hasPaths({ protocol }: { readonly protocol: Protocol }): boolean {
  return protocol === 'HTTP' || protocol === 'H2C';
}
