import type { Environment } from '../../config/environment.ts';
import { byKey } from '../../config/units/order.ts';
import type { PodShare } from '../pod-share.ts';
import { mostPods, mostReplicas } from './workload.ts';

/**
 * Every application at its maximum of replicas, in all colors that can run at once, and its volumes: once, or for each
 * pod of a stateful one.
 */
export function applicationFootprint({ applications }: Environment): PodShare[] {
  return Object.values(applications).flatMap(application => {
    const { kind, resources, volumes } = application;
    const storage = byKey(volumes).map(([, { size }]) => size);
    const pods: PodShare = { count: mostPods(application), containers: [resources], storage: [] };
    if (storage.length === 0) return [pods];
    const claims = kind === 'stateful' ? mostReplicas(application) : 1;
    return [pods, { count: claims, containers: [], storage }];
  });
}
