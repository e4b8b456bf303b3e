import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';

const name = 'default-deny';

/** Closes both directions of every pod in the namespace, but for what other NetworkPolicies open. */
export class DefaultDeny extends k8s.KubeNetworkPolicy {
  constructor(scope: Construct) {
    super(scope, name, { metadata: { name }, spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] } });
  }
}
