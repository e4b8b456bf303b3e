import { z } from 'zod';
import { reportedByMembers } from '../messages.ts';
import { duration } from '../units/duration.ts';
import { expected, show } from '../units/expected.ts';
import { freeText } from '../units/free-text.ts';
import { path, port } from '../units/names.ts';

/** A header name of HTTP: a token of RFC 9110, as the API server checks it. */
const headerName = z
  .string()
  .regex(/^[-A-Za-z0-9]+$/, { error: expected('the name of a header: letters, digits and hyphens') });

const count = z.int().min(1).max(1000);

/** Keys of a probe that say what the kubelet asks. */
export const handlers = ['command', 'path', 'tcp', 'grpc'] as const;

/** What the kubelet asks, and when. Bounds: kubernetes `pkg/apis/core/validation/validation.go`, `validateProbe`. */
const probe = z.strictObject({
  path: path.optional().meta({
    description:
      'HTTP path that answers with 200 to 399. Default: `health`, where no other handler is given.',
  }),
  port: port.optional().meta({ description: 'Port of the HTTP path. Default: the port of the application.' }),
  headers: z
    .record(headerName, freeText)
    .default({})
    .meta({ description: 'Headers of the HTTP request, by name. Default: none.' }),
  tcp: port.optional().meta({
    description: 'TCP port that accepts connections, in place of an HTTP path. Default: none.',
  }),
  grpc: z
    .strictObject({
      port: port
        .optional()
        .meta({ description: 'Port of the service. Default: the port of the application.' }),
      service: freeText.optional().meta({
        description: 'Name of the service in the health request. Default: none, the whole server.',
      }),
    })
    .optional()
    .meta({ description: 'gRPC health checking protocol, in place of an HTTP path. Default: none.' }),
  command: z.array(freeText).min(1).optional().meta({
    description: 'Command that ends with 0, in the container, in place of an HTTP path. Default: none.',
  }),
  initialDelay: duration({ from: '1s', to: '1h' }).optional().meta({
    description:
      'Wait before the first probe. Default: 5s for readiness, 15s for liveness, none for startup.',
  }),
  period: duration({ from: '1s', to: '1h' }).optional().meta({
    description: 'Time between two probes. Default: 10s for readiness, 20s for liveness, 5s for startup.',
  }),
  timeout: duration({ from: '1s', to: '10m' })
    .optional()
    .meta({ description: 'How long an answer may take. Default: 1s.' }),
  failureThreshold: count.optional().meta({
    description:
      'Failed requests in a row that count. Default: 3; 60 for startup, so that a start may take 5m.',
  }),
});

const readinessProbe = probe.extend({
  successThreshold: count.optional().meta({
    description: 'Successful requests in a row after which a pod is ready again. Default: 1.',
  }),
});

function orOff<Schema extends z.ZodObject>(schema: Schema) {
  return z.union([z.literal(false), schema], {
    error: issue =>
      typeof issue.input === 'object'
        ? reportedByMembers
        : `expected false or a probe such as { path, period }, found ${show(issue.input)}`,
  });
}

/** How the kubelet sees that an application can serve, still works, and has started. */
export const probes = {
  probes: z
    .strictObject({
      readiness: orOff(readinessProbe).prefault({}).meta({
        description: 'Whether a pod gets requests; false: from its start. Default: asks `health`.',
      }),
      liveness: orOff(probe).prefault({}).meta({
        description: 'Whether a container keeps running; false: it is not restarted. Default: asks `health`.',
      }),
      startup: orOff(probe).prefault({}).meta({
        description: 'What the other two wait for; false: they do not wait. Default: asks `health`.',
      }),
    })
    .prefault({})
    .meta({
      description:
        'How the kubelet asks whether a container can serve, still works and has started. Default: the defaults of its keys.',
    }),
};

export type Probe = z.output<typeof probe>;
export type ReadinessProbe = z.output<typeof readinessProbe>;
