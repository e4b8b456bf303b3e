import type { Toleration } from '../config/placement.ts';

/** The fields that say on which nodes pods run, in a pod or in an operator's object that makes pods. */
export interface Placement {
  nodeSelector?: Record<string, string>;
  tolerations?: Toleration[];
}

/** The placement of an environment file, without its empty fields. */
export function placementOf({ nodeSelector, tolerations }: Required<Placement>): Placement {
  return {
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(tolerations.length > 0 && { tolerations }),
  };
}
