import type { Application } from '../../config/application/application.ts';
import type { Environment } from '../../config/environment.ts';
import { byKey } from '../../config/units/order.ts';
import type { PodShare } from '../pod-share.ts';
import { mostPods, mostReplicas } from './workload.ts';

/**
 * Every application at its maximum of replicas, in all colors that can run at once, and its volumes. Those of a
 * stateful one count for each pod.
 */
export function applicationFootprint({ applications }: Environment): PodShare[] {
  return Object.values(applications).flatMap(application => {
    const { kind, volumes } = application;
    const storage = byKey(volumes).map(([, { size }]) => size);
    const pods: PodShare = { count: mostPods(application), ...containersOf(application), storage: [] };
    if (storage.length === 0) return [pods];
    const claims = kind === 'stateful' ? mostReplicas(application) : 1;
    return [pods, { count: claims, containers: [], storage }];
  });
}

function containersOf({
  resources,
  sidecars,
  initContainers,
}: Application): Omit<PodShare, 'count' | 'storage'> {
  return {
    containers: [resources],
    ...(sidecars.length > 0 && { sidecars: sidecars.map(sidecar => sidecar.resources) }),
    ...(initContainers.length > 0 && {
      initContainers: initContainers.map(container => ({
        name: container.name,
        ...(container.resources ?? resources),
      })),
    }),
  };
}
