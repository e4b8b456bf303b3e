import type { k8s } from 'cdk8s-plus-27';
import type { Environment } from '../../../config/environment.ts';
import { applicationLabels } from '../endpoints.ts';
import type { WorkloadKind } from '../workload.ts';

/** The label by which a workload's controller tells its ReplicaSets apart. */
const revisionLabel: Record<WorkloadKind, string> = {
  Rollout: 'rollouts-pod-template-hash',
  Deployment: 'pod-template-hash',
};

/**
 * Spreads the pods of one version evenly over the zones, and over nodes as far as there are some.
 *
 * - `matchLabelKeys` counts each version for itself. Both colours share the label `app`: counted together, a new
 *   colour would fill the gaps of the old one and stand askew once that is gone. Beta and on in 1.27.
 * - `nodeTaintsPolicy: Honor` leaves nodes out that pods cannot use, such as those of a zone that has failed. With
 *   the default the failed zone counts as an empty one, and no other may then take more than one pod. Beta and on
 *   in 1.26.
 *
 * Source of the stages: kubernetes `pkg/features/kube_features.go`.
 */
export function spreadOf(
  { cluster }: Environment,
  name: string,
  kind: WorkloadKind,
): k8s.TopologySpreadConstraint[] {
  const same = {
    maxSkew: 1,
    labelSelector: { matchLabels: applicationLabels(name) },
    matchLabelKeys: [revisionLabel[kind]],
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
  return cluster.zones > 1 ? [zones, nodes] : [nodes];
}
