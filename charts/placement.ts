import type { Toleration } from '../config/placement.ts';

/** The fields of a pod, or of an operator's object that makes pods, that say on which nodes they run. */
export interface Placement {
  nodeSelector?: Record<string, string>;
  tolerations?: Toleration[];
}

/** What an environment file says about nodes, without what it leaves empty. */
export function placementOf({ nodeSelector, tolerations }: Required<Placement>): Placement {
  return {
    ...(Object.keys(nodeSelector).length > 0 && { nodeSelector }),
    ...(tolerations.length > 0 && { tolerations }),
  };
}
