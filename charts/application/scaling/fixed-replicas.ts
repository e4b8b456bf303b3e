import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ApplicationContext } from '../context.ts';
import { labelsOf } from '../names.ts';
import { workloadReference } from '../workload.ts';
import { lossAnnotation } from './loss.ts';

/** Says for people what the object is there for. */
const purpose =
  'holds a fixed number of replicas; a new number reaches the pods when the release beside it is over';

/** A metric is obligatory, and decides nothing where both bounds are equal. */
const undecisive = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 100 } },
};

/**
 * Holds the replicas of a Rollout at one number, in place of `spec.replicas`.
 *
 * Argo Rollouts gives every color the replicas of the Rollout, the one that users are on before all others
 * (argo-rollouts `rollout/bluegreen.go`, `reconcileBlueGreenStableReplicaSet`; issue 4552). Fewer replicas that come
 * together with a new version would shrink the old one while it still carries all of the load. This object has a sync
 * wave after that of the Rollout: Argo CD applies it when the Rollout is healthy, so that the color in use is the new
 * one. See docs/decisions/one-autoscaler.md.
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
        metrics: [undecisive],
      },
    });
  }
}
