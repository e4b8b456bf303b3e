import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ApplicationContext } from './context.ts';
import { applicationLabels } from './endpoints.ts';
import { labelsOf } from './names.ts';

/**
 * Lets a drain evict one pod at a time.
 *
 * - `maxUnavailable`, because both colors share the label: pods that serve no users could satisfy a `minAvailable`. The
 *   eviction API counts the replicas of every ReplicaSet (kubernetes `pkg/controller/disruption`).
 * - `AlwaysAllow`, so that unready pods of a failed release never block a drain. Beta and on in 1.27.
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
