import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ServersProps } from './stateful-set.ts';

/** Lets a drain evict one pod of a StatefulSet at a time. */
export class CachePodDisruptionBudget extends k8s.KubePodDisruptionBudget {
  constructor(scope: Construct, { name, labels }: ServersProps) {
    super(scope, `poddisruptionbudget-${name}`, {
      metadata: { name },
      spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: labels } },
    });
  }
}
