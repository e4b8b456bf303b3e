import type { Cluster } from '../config/cluster.ts';
import { isBound, type Placement } from '../config/placement.ts';
import { smallest } from '../config/units/numbers.ts';

/** The pods that a constraint counts. */
export interface PodSelector {
  readonly matchLabels: Record<string, string>;
  readonly matchExpressions?: { key: string; operator: string; values: string[] }[];
}

export interface ZoneSpreadProps {
  readonly cluster: Cluster;
  /** The number of pods. */
  readonly count: number;
  /**
   * Exactly the pods that have the constraint, no fewer and no others. A pod that does not count itself may enter a full
   * zone. A volume that is bound in a full zone keeps its pod out forever (kubernetes
   * `pkg/scheduler/framework/plugins/podtopologyspread/filtering.go`). `rules/volume-spread.ts` checks this.
   */
  readonly selector: PodSelector;
  /** On which nodes the pods may run. */
  readonly placement: Pick<Placement, 'nodeSelector' | 'nodeAffinity'>;
}

/** A topology spread constraint of a pod or of an operator's object. */
export interface ZoneSpread {
  readonly maxSkew: number;
  readonly minDomains?: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
  readonly nodeTaintsPolicy: string;
  readonly labelSelector: PodSelector;
}

/**
 * Spreads pods over the zones as evenly as their number allows. Their volumes stay in the zone where they first ran.
 * Undefined if there is only one zone.
 *
 * - `nodeTaintsPolicy: Honor` ignores nodes that pods cannot use. Otherwise the nodes of a failed zone would count as an
 *   empty zone, and no other zone could take a pod.
 * - `minDomains` waits for a zone that has no node yet. Without it, two volumes are bound in one zone, and their pods
 *   cannot both start again after the missing zone has a node (kubernetes#128832, gardener#7690). Omitted with a
 *   nodeSelector or a required nodeAffinity, whose nodes may be in fewer zones. On by default since Kubernetes 1.27 (karpenter-provider-aws#4476).
 * - No `matchLabelKeys`: if the pods of a new revision were counted separately, their volumes could be bound elsewhere.
 */
export function zoneSpread({
  cluster,
  count,
  selector,
  placement,
}: ZoneSpreadProps): ZoneSpread[] | undefined {
  if (cluster.zones === 1) return undefined;
  return [
    {
      maxSkew: 1,
      ...(!isBound(placement) && { minDomains: smallest(count, cluster.zones) }),
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      nodeTaintsPolicy: 'Honor',
      labelSelector: selector,
    },
  ];
}
