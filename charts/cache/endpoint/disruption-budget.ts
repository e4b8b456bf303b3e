import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { endpointName } from '../../../config/caches.ts';
import { endpointLabels } from '../endpoints.ts';

/** Lets a drain evict one pod of the endpoint at a time. */
export class EndpointDisruptionBudget extends k8s.KubePodDisruptionBudget {
  constructor(scope: Construct, cache: string) {
    const name = endpointName(cache);
    super(scope, `poddisruptionbudget-${name}`, {
      metadata: { name },
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: endpointLabels(cache) },
      },
    });
  }
}
