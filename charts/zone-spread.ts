import type { Cluster } from '../config/cluster.ts';
import { smallest } from '../config/units/numbers.ts';
import type { Placement } from './placement.ts';

/** Which pods a constraint counts. */
export interface PodSelector {
  readonly matchLabels: Record<string, string>;
  readonly matchExpressions?: { key: string; operator: string; values: string[] }[];
}

export interface ZoneSpreadProps {
  readonly cluster: Cluster;
  /** How many pods there are. */
  readonly count: number;
  /**
   * Exactly the pods that carry the constraint: none of them left out, none of others counted. A pod that does not
   * count itself may enter a zone that is full; a volume that is bound there keeps its pod out for ever
   * (kubernetes `pkg/scheduler/framework/plugins/podtopologyspread/filtering.go`). `rules/volume-spread.ts` holds it.
   */
  readonly selector: PodSelector;
  /** On which nodes the pods may run. */
  readonly placement: Pick<Required<Placement>, 'nodeSelector'>;
}

/** A topology spread constraint, as pods and the objects of operators have it. */
export interface ZoneSpread {
  readonly maxSkew: number;
  readonly minDomains?: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
  readonly nodeTaintsPolicy: string;
  readonly labelSelector: PodSelector;
}

/**
 * As even over the zones as their number allows, for pods whose volume stays in the zone in which they first ran.
 * Nothing where there is one zone.
 *
 * - `nodeTaintsPolicy: Honor` leaves out nodes that no pod may use: the nodes of a failed zone would otherwise count
 *   as an empty zone, and no other could take a pod.
 * - `minDomains`: a zone that has no node yet is waited for. Without it, two volumes are bound in one zone, and their
 *   pods cannot both start again once the missing zone has a node (kubernetes#128832, gardener#7690). Left out where a
 *   nodeSelector is set: its nodes may stand in fewer zones. On by default since Kubernetes 1.27
 *   (karpenter-provider-aws#4476).
 * - No `matchLabelKeys`: the pods of a new revision counted for themselves would meet volumes that are bound elsewhere.
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
      ...(Object.keys(placement.nodeSelector).length === 0 && { minDomains: smallest(count, cluster.zones) }),
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      nodeTaintsPolicy: 'Honor',
      labelSelector: selector,
    },
  ];
}
