import type { ManagedCache } from '../../config/cache.ts';
import type { Resources } from '../../config/resources.ts';
import { Quantity } from '../../config/units/quantity.ts';
import type { PodShare } from '../pod-share.ts';
import { sentinelCount } from './endpoints.ts';

/**
 * The resources of the server in a data pod. The request and the limit of memory are equal, because a cache that is evicted
 * for memory loses its data. CPU may use four times the request, for the fork that rewrites the append-only file.
 */
export function serverResources({ cpu, memory }: ManagedCache): Resources {
  return { requests: { cpu, memory }, limits: { cpu: cpu.times(4), memory } };
}

export const sentinelResources: Resources = {
  requests: { cpu: Quantity.parse('50m'), memory: Quantity.parse('64Mi') },
  limits: { cpu: Quantity.parse('200m'), memory: Quantity.parse('64Mi') },
};

export const exporterResources: Resources = {
  requests: { cpu: Quantity.parse('10m'), memory: Quantity.parse('32Mi') },
  limits: { cpu: Quantity.parse('100m'), memory: Quantity.parse('64Mi') },
};

export const endpointResources: Resources = {
  requests: { cpu: Quantity.parse('100m'), memory: Quantity.parse('64Mi') },
  limits: { cpu: Quantity.parse('1'), memory: Quantity.parse('256Mi') },
};

/** The number of pods of the endpoint: one goes on while a node is drained. */
export const endpointPods = 2;

/** The volume of each sentinel holds its configuration file, a few kilobytes. */
export const sentinelStorage = Quantity.parse('1Gi');

/** One pod more during an update. */
const endpointShare: PodShare = { count: endpointPods + 1, containers: [endpointResources], storage: [] };

/** All pods of a cache, with their resources. */
export function cachePods(cache: ManagedCache): readonly PodShare[] {
  return [
    {
      count: cache.replicas,
      containers: [serverResources(cache), exporterResources],
      storage: [cache.storage],
    },
    {
      count: sentinelCount,
      containers: [sentinelResources, exporterResources],
      storage: [sentinelStorage],
    },
    ...(cache.endpoint === undefined ? [] : [endpointShare]),
  ];
}
