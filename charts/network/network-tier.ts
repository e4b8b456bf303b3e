import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { Tier } from '../tier.ts';
import { ComponentPolicy } from './component-policy.ts';
import type { ConnectionGraph } from './connection-graph.ts';
import { DefaultDeny } from './default-deny.ts';
import { clusterDns, clusterDnsPorts } from './graph/infrastructure.ts';
import { HostPolicy, isToHosts } from './host-policy.ts';

/**
 * Pods in the namespace accept and open only the connections of the graph.
 *
 * Default footprint: one NetworkPolicy for the namespace and one for each group of pods, a CiliumNetworkPolicy for each destination of
 * host names; no pods.
 */
export class NetworkTier extends Tier {
  constructor(scope: Construct, environment: Environment, graph: ConnectionGraph) {
    super(scope, 'network', environment);
    new DefaultDeny(this);
    for (const component of graph.components) new ComponentPolicy(this, component);
    const dns = clusterDns(environment);
    const dnsPorts = clusterDnsPorts(environment);
    for (const connection of graph.connections) {
      if (isToHosts(connection)) new HostPolicy(this, { connection, dns, dnsPorts });
    }
  }
}
