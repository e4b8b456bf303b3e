import { byKey } from '../units/order.ts';
import { type Application, type ApplicationFields, answersRequests, hasStablePods } from './application.ts';
import { type Delivery, delivery } from './delivery.ts';
import { requestCounterOf } from './metrics.ts';
import { hasPaths } from './ports.ts';
import { hasVolumeOfOnePod } from './volumes.ts';

/** Fills in the defaults that depend on the kind of an application. */
export function deriveApplication(fields: ApplicationFields): Application {
  const { kind, port = 8080, servicePort = 80, podManagementPolicy = 'OrderedReady' } = fields;
  const peers = byKey(fields.peers);
  const ports = byKey(fields.ports).map(([name, port]) => [name, { servicePort: port.port, ...port }]);
  return {
    ...fields,
    scale: fields.scale ?? 3,
    peers: Object.fromEntries(peers),
    ports: Object.fromEntries(ports),
    delivery: fields.delivery ?? defaultDelivery(fields),
    ...(answersRequests(kind) && { port, servicePort }),
    ...(answersRequests(kind) && hasPaths(fields) && { health: fields.health ?? '/health' }),
    ...(kind === 'stateful' && { podManagementPolicy }),
  };
}

/**
 * A StatefulSet replaces one pod after the other, and has no choice. Where two pods may not use a volume together, the old
 * one ends before the new one starts. Two colors need something that examines the new one: a path, or a counter.
 */
function defaultDelivery(fields: ApplicationFields): Delivery {
  if (hasStablePods(fields))
    return delivery.parse({ strategy: 'rollingUpdate', maxSurge: 0, maxUnavailable: 1 });
  if (hasVolumeOfOnePod(fields)) return delivery.parse({ strategy: 'recreate' });
  const isExamined = hasPaths(fields) || requestCounterOf(fields) !== undefined;
  return delivery.parse({ strategy: fields.kind === 'web' && isExamined ? 'blueGreen' : 'rollingUpdate' });
}
