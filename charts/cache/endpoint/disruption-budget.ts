import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { endpointLabels, endpointName } from '../endpoints.ts';

/** Lets a drain evict one pod of the endpoint at a time. */
export class EndpointDisruptionBudget extends k8s.KubePodDisruptionBudget {
  constructor(scope: Construct) {
    super(scope, `poddisruptionbudget-${endpointName}`, {
      metadata: { name: endpointName },
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: endpointLabels },
      },
    });
  }
}
