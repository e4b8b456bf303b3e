import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ApplicationContext } from './context.ts';
import { applicationLabels } from './endpoints.ts';
import { labelsOf } from './names.ts';

/**
 * Lets drains evict one pod at a time.
 *
 * - `maxUnavailable`, because both colours share the label: a `minAvailable` could be met by pods that serve
 *   nobody. The eviction API counts the replicas of every ReplicaSet (kubernetes `pkg/controller/disruption`).
 * - `AlwaysAllow`, so that pods that are not ready, of a release that failed, never hold up a drain. Beta and on
 *   in 1.27.
 *
 * Default footprint: 1 PodDisruptionBudget.
 */
export class ApplicationDisruptionBudget extends k8s.KubePodDisruptionBudget {
  constructor(scope: Construct, { name }: ApplicationContext) {
    super(scope, 'pod-disruption-budget', {
      metadata: { name, labels: labelsOf(name) },
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: applicationLabels(name) },
      },
    });
  }
}
