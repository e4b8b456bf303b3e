import type { k8s } from 'cdk8s-plus-27';
import type { Environment } from '../../../config/environment.ts';
import { applicationLabels } from '../endpoints.ts';
import type { WorkloadKind } from '../workload.ts';

/** The label by which the controller of a workload distinguishes its ReplicaSets. */
const revisionLabel: Record<WorkloadKind, string> = {
  Rollout: 'rollouts-pod-template-hash',
  Deployment: 'pod-template-hash',
};

/**
 * Spreads the pods of one version evenly over zones, and over nodes if possible.
 *
 * - `matchLabelKeys` counts each version separately. Both colors share the label `app`. Counted together, a new color
 *   would fill the gaps of the old one, and be uneven after the old one is gone. Beta and on in 1.27.
 * - `nodeTaintsPolicy: Honor` ignores nodes that pods cannot use, such as those of a failed zone. With the default a
 *   failed zone counts as empty, and then no other zone may take more than one pod. Beta and on in 1.26.
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
