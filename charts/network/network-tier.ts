import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { Tier } from '../tier.ts';
import type { ConnectionGraph } from './connection-graph.ts';
import { policySpec } from './policy.ts';

/**
 * Nothing in the namespace may be reached or reach out, except along the connections of the graph.
 *
 * Default footprint: one NetworkPolicy for the namespace and one for each group of pods; no pods.
 */
export class NetworkTier extends Tier {
  constructor(scope: Construct, environment: Environment, graph: ConnectionGraph) {
    super(scope, 'network', environment);
    this.denyEverything();
    for (const component of graph.components) {
      new k8s.KubeNetworkPolicy(this, component.pods.name, {
        metadata: { name: component.pods.name },
        spec: policySpec(component),
      });
    }
  }

  private denyEverything(): void {
    new k8s.KubeNetworkPolicy(this, 'default-deny', {
      metadata: { name: 'default-deny' },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
  }
}
