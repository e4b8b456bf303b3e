import { z } from 'zod';
import { delivery } from './delivery.ts';
import { withoutEffect } from './effect.ts';
import { placement } from './placement.ts';
import { resources } from './resources.ts';
import { scale } from './scale.ts';
import { duration } from './units/duration.ts';
import { expected } from './units/expected.ts';
import { freeText, someText } from './units/free-text.ts';
import { image } from './units/image.ts';
import {
  existingName,
  hostName,
  labelKey,
  labelValue,
  objectName,
  path,
  port,
  secretKey,
} from './units/names.ts';
import { networks } from './units/network.ts';
import { byteQuantity } from './units/quantity.ts';

const environmentVariableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, {
  error: expected('the name of an environment variable: letters, digits and underscores'),
});

/** One application: its image, how it is reached, how it scales and how a new version is delivered. */
export const application = z.strictObject({
  image: image.meta({ description: 'The image that runs: registry/name:version@sha256:…' }),
  container: objectName.optional().meta({ description: 'Name of the container. Default: NAME-app.' }),
  command: z.array(freeText).min(1).optional().meta({
    description:
      'Command of the container; `$(NAME)` stands for a variable. Default: the entry point of the image.',
  }),
  host: hostName.optional().meta({ description: 'Public host name. Default: not reachable from outside.' }),
  port: port.default(8080).meta({ description: 'Port that the container listens on.' }),
  health: path
    .default('/health')
    .meta({ description: 'HTTP path that returns 200 while the application can serve requests.' }),
  resources: resources.meta({ description: 'CPU and memory that each replica requests, and its limits.' }),
  ephemeralStorage: byteQuantity.prefault('128Mi').meta({
    description:
      'Size of /tmp of each replica, on the disk of its node. Its log may use 512Mi more; beyond that, the pod is evicted.',
  }),
  scale: scale.prefault(3).meta({ description: 'Replicas: a fixed number, or a range with rules.' }),
  delivery: delivery
    .prefault({ strategy: 'blueGreen' })
    .meta({ description: 'How a new version replaces the old one.' }),
  uses: z.array(z.string()).default([]).meta({
    description:
      'What it connects to: database, cache, or the name of another application. Default: nothing.',
  }),
  egress: z
    .record(
      objectName,
      z.strictObject({
        network: networks.meta({
          description: 'One network, such as 203.0.113.0/24, or a list.',
        }),
        port: port.default(443).meta({ description: 'TCP port in that network.' }),
      }),
    )
    .default({})
    .meta({
      description:
        'Networks outside the namespace that it may connect to, each under a name of your choice. Default: none.',
    }),
  env: z.record(environmentVariableName, freeText).default({}).meta({
    description:
      'Plain environment variables. `$(NAME)` stands for the value of another variable, also of a connection or a Secret; `$$(NAME)` stands for the text itself. Default: none.',
  }),
  notSecret: z
    .record(z.string().min(1), someText)
    .optional()
    .meta({
      description:
        'Why a value that looks like a secret is not one, by the name of its variable or annotation, or `command`. Default: such a value is refused.',
    })
    .register(withoutEffect, {
      why: 'it allows a value that is refused otherwise, and tells the next reader why',
    }),
  secrets: z
    .record(
      environmentVariableName,
      z.strictObject({
        secret: existingName.meta({ description: 'Name of the Secret.' }),
        key: secretKey.meta({ description: 'Key in the Secret that holds the value.' }),
      }),
    )
    .default({})
    .meta({
      description: 'Environment variables whose values come from Secrets in the namespace. Default: none.',
    }),
  metrics: z
    .strictObject({
      path: path.default('/metrics').meta({ description: 'HTTP path of the metrics.' }),
      requests: z
        .string()
        .regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, { error: expected('the name of a Prometheus metric') })
        .default('http_requests_total')
        .meta({ description: 'Counter of HTTP requests with a label `code`.' }),
    })
    .prefault({})
    .meta({ description: 'Where Prometheus scrapes the application. Default: the defaults of its keys.' }),
  identity: z
    .record(labelKey, freeText)
    .default({})
    .meta({ description: 'Annotations that bind the ServiceAccount to a cloud identity. Default: none.' }),
  labels: z.record(labelKey, labelValue).default({}).meta({
    description:
      'More labels for its workload and its pods; a change rolls out a new version. Default: none.',
  }),
  annotations: z.record(labelKey, freeText).default({}).meta({
    description:
      'Annotations for its workload and its pods; a change rolls out a new version. Default: none.',
  }),
  ...placement,
  shutdown: z
    .strictObject({
      drain: duration({ from: '0s', to: '10m' }).prefault('10s').meta({
        description: 'Wait before SIGTERM, so that load balancers stop sending requests to the pod.',
      }),
      grace: duration({ from: '1s', to: '1h' })
        .prefault('30s')
        .meta({ description: 'Time between SIGTERM and SIGKILL.' }),
    })
    .prefault({})
    .meta({ description: 'How a pod is stopped. Default: the defaults of its keys.' }),
});

export type Application = z.output<typeof application>;
