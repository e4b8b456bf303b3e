import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { type PoolerType, poolerLabels, poolerName } from './endpoints.ts';

/** Lets a drain evict one pod of a pooler at a time. The operator makes the budget of the instances. */
export class PoolerPodDisruptionBudget extends k8s.KubePodDisruptionBudget {
  constructor(scope: Construct, cluster: string, type: PoolerType) {
    const name = poolerName(cluster, type);
    super(scope, `poddisruptionbudget-${name}`, {
      metadata: { name },
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        selector: { matchLabels: poolerLabels(cluster, type) },
      },
    });
  }
}
