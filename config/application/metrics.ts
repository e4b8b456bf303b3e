import { z } from 'zod';
import { expected } from '../units/expected.ts';
import { path } from '../units/names.ts';

/** Where Prometheus scrapes an application. */
export const metrics = {
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
};
