import type { Application, ApplicationFields } from './application.ts';
import { type Delivery, delivery } from './delivery.ts';

/** Fills in the defaults that depend on the kind of an application. */
export function deriveApplication(fields: ApplicationFields): Application {
  return {
    ...fields,
    delivery: fields.delivery ?? defaultDelivery(fields),
    ...(fields.kind !== 'worker' && { port: fields.port ?? 8080, health: fields.health ?? '/health' }),
  };
}

function defaultDelivery({ kind }: ApplicationFields): Delivery {
  return delivery.parse({ strategy: kind === 'web' ? 'blueGreen' : 'rollingUpdate' });
}
