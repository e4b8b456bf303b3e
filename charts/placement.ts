import type { NodeAffinity } from '../config/node-affinity.ts';
import type { Placement, Toleration } from '../config/placement.ts';

/** The fields that say on which nodes pods run and which pods come first, in the template of a pod. */
export interface PodPlacement {
  affinity?: { nodeAffinity: NodeAffinity };
  nodeSelector?: Record<string, string>;
  priorityClassName?: string;
  tolerations?: Toleration[];
}

/** The placement of an environment file, without its empty fields. */
export function placementOf({
  nodeAffinity,
  nodeSelector,
  priorityClassName,
  tolerations,
}: Placement): PodPlacement {
  return {
    ...(nodeAffinity && { affinity: { nodeAffinity } }),
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(priorityClassName !== undefined && { priorityClassName }),
    ...(tolerations.length > 0 && { tolerations }),
  };
}
