import { type Application, type ApplicationFields, answersRequests, hasStablePods } from './application.ts';
import { type Delivery, delivery } from './delivery.ts';
import { hasVolumeOfOnePod } from './volumes.ts';

/** Fills in the defaults that depend on the kind of an application. */
export function deriveApplication(fields: ApplicationFields): Application {
  const { kind, port = 8080, health = '/health', podManagementPolicy = 'OrderedReady' } = fields;
  const peers = Object.entries(fields.peers).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...fields,
    scale: fields.scale ?? 3,
    peers: Object.fromEntries(peers),
    delivery: fields.delivery ?? defaultDelivery(fields),
    ...(answersRequests(kind) && { port, health }),
    ...(kind === 'stateful' && { podManagementPolicy }),
  };
}

/**
 * A StatefulSet replaces one pod after the other, and has no choice. Where two pods may not use a volume together, the old
 * one ends before the new one starts.
 */
function defaultDelivery(fields: ApplicationFields): Delivery {
  if (hasStablePods(fields))
    return delivery.parse({ strategy: 'rollingUpdate', maxSurge: 0, maxUnavailable: 1 });
  if (hasVolumeOfOnePod(fields)) return delivery.parse({ strategy: 'recreate' });
  return delivery.parse({ strategy: fields.kind === 'web' ? 'blueGreen' : 'rollingUpdate' });
}
