import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ApplicationContext } from '../context.ts';
import { labelsOf } from '../names.ts';
import { workloadReference } from '../workload.ts';
import { lossAnnotation } from './loss.ts';

/** Tells people why the object exists. */
const purpose =
  'keeps a fixed number of replicas; a new number reaches the pods after the current release is complete';

/** A metric is required, and has no effect if both bounds are equal. */
const metricWithoutEffect = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 100 } },
};

/**
 * Keeps the replicas of a Rollout at one number, instead of `spec.replicas`.
 *
 * Argo Rollouts gives every color the replicas of the Rollout, first of all the active one (argo-rollouts
 * `rollout/bluegreen.go`, `reconcileBlueGreenStableReplicaSet`; issue 4552). If a new version came with fewer replicas,
 * the old one would shrink while it still serves all users. This object is in the sync wave after the Rollout. Argo CD
 * applies it when the Rollout is healthy, so when the active color is the new one. See docs/decisions/one-autoscaler.md.
 *
 * Default footprint: 1 HorizontalPodAutoscaler.
 */
export class FixedReplicas extends k8s.KubeHorizontalPodAutoscalerV2 {
  constructor(scope: Construct, { name, application }: ApplicationContext, replicas: number) {
    super(scope, 'horizontal-pod-autoscaler', {
      metadata: { name, labels: labelsOf(name), annotations: { [lossAnnotation]: purpose } },
      spec: {
        scaleTargetRef: workloadReference(name, application),
        minReplicas: replicas,
        maxReplicas: replicas,
        metrics: [metricWithoutEffect],
      },
    });
  }
}
