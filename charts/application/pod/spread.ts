import type { k8s } from 'cdk8s-plus-27';
import { zoneSpread } from '../../zone-spread.ts';
import type { ApplicationContext } from '../context.ts';
import { applicationLabels } from '../endpoints.ts';
import { mostReplicas, type WorkloadKind, workloadKind } from '../workload.ts';

/** The labels by which the controller of a workload distinguishes its ReplicaSets. */
const revisionLabels: Record<WorkloadKind, readonly string[]> = {
  Rollout: ['rollouts-pod-template-hash'],
  Deployment: ['pod-template-hash'],
  StatefulSet: [],
};

/**
 * Spreads the pods of one version evenly over zones, and over nodes if possible.
 *
 * - `matchLabelKeys` counts each version separately. Both colors share the label `app`. Counted together, a new color
 *   would fill the gaps of the old one, and be uneven after the old one is gone. Beta and on in 1.27. A StatefulSet has
 *   one version of each pod, and its volumes stay in their zones, so it counts all of its pods.
 * - `nodeTaintsPolicy: Honor` ignores nodes that pods cannot use, such as those of a failed zone. With the default a
 *   failed zone counts as empty, and then no other zone may take more than one pod. Beta and on in 1.26.
 *
 * Source of the stages: kubernetes `pkg/features/kube_features.go`.
 */
export function spreadOf({
  environment: { cluster },
  name,
  application,
}: ApplicationContext): k8s.TopologySpreadConstraint[] {
  const kind = workloadKind(application);
  const matchLabelKeys = [...revisionLabels[kind]];
  const same = {
    maxSkew: 1,
    labelSelector: { matchLabels: applicationLabels(name) },
    ...(matchLabelKeys.length > 0 && { matchLabelKeys }),
  };
  const zones: k8s.TopologySpreadConstraint = {
    ...same,
    topologyKey: 'topology.kubernetes.io/zone',
    whenUnsatisfiable: 'DoNotSchedule',
    nodeTaintsPolicy: 'Honor',
  };
  const nodes: k8s.TopologySpreadConstraint = {
    ...same,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
  };
  if (kind === 'StatefulSet') {
    const selector = { matchLabels: applicationLabels(name) };
    const count = mostReplicas(application);
    return [...(zoneSpread({ cluster, count, selector, placement: application }) ?? []), nodes];
  }
  return cluster.zones > 1 ? [zones, nodes] : [nodes];
}
