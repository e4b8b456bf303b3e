import { z } from 'zod';
import { connections } from './connections.ts';
import { container } from './container.ts';
import { delivery } from './delivery.ts';
import { egress } from './egress.ts';
import { metrics } from './metrics.ts';
import { pod } from './pod.ts';
import { ports } from './ports.ts';
import { routes } from './routes.ts';
import { scale } from './scale.ts';

/** One application: what it runs, how it is reached, how it scales and how a new version is delivered. */
export const application = z.strictObject({
  ...container,
  ...routes,
  ...ports,
  scale: scale.prefault(3).meta({ description: 'Replicas: a fixed number, or a range with rules.' }),
  delivery: delivery
    .prefault({ strategy: 'blueGreen' })
    .meta({ description: 'How a new version replaces the old one.' }),
  ...connections,
  ...egress,
  ...metrics,
  ...pod,
});

export type Application = z.output<typeof application>;
