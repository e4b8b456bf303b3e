import type { Construct } from 'constructs';
import {
  CiliumNetworkPolicy,
  type CiliumNetworkPolicySpec,
  CiliumNetworkPolicySpecEgressToEndpointsMatchExpressionsOperator as Operator,
  type CiliumNetworkPolicySpecEgressToPortsPortsProtocol as Protocol,
} from '../../imports/cilium.ts';
import type { Connection, Port } from './connection-graph.ts';
import type { Hosts, NamespacePods, Pods } from './peers.ts';

/** A connection to hosts by their names. */
export interface HostConnection extends Connection {
  readonly from: Pods;
  readonly to: Hosts;
}

export function isToHosts(connection: Connection): connection is HostConnection {
  return connection.from.kind === 'pods' && connection.to.kind === 'hosts';
}

export interface HostPolicyProps {
  readonly connection: HostConnection;
  /** The pods that resolve names for the cluster. */
  readonly dns: NamespacePods;
  readonly dnsPorts: readonly Port[];
}

/**
 * Opens the hosts of one destination, next to the NetworkPolicy of the same pods: what either of the two opens is open.
 * Its name has a dot, which the names of applications and destinations do not have.
 *
 * Cilium learns the addresses of a name from the answers that go through its DNS proxy. So the policy sends the queries
 * of these pods through it. Source: cilium `Documentation/security/policy/language.rst`, DNS based.
 */
export class HostPolicy extends CiliumNetworkPolicy {
  constructor(scope: Construct, { connection, dns, dnsPorts }: HostPolicyProps) {
    const name = `${connection.from.name}.${connection.to.name}`;
    super(scope, name, {
      metadata: { name },
      spec: {
        endpointSelector: { matchLabels: connection.from.labels },
        egress: [throughProxy(dns, dnsPorts), toHosts(connection)],
      },
    });
  }
}

type Rule = NonNullable<CiliumNetworkPolicySpec['egress']>[number];

function throughProxy({ namespace, labels = {} }: NamespacePods, ports: readonly Port[]): Rule {
  const inNamespace = {
    key: 'k8s:io.kubernetes.pod.namespace',
    operator: Operator.IN,
    values: [namespace],
  };
  return {
    toEndpoints: [{ matchLabels: labels, matchExpressions: [inNamespace] }],
    toPorts: [{ ports: ports.map(policyPort), rules: { dns: [{ matchPattern: '*' }] } }],
  };
}

function toHosts({ to, ports }: HostConnection): Rule {
  return {
    toFqdNs: to.hosts.map(matchPattern => ({ matchPattern })),
    toPorts: [{ ports: ports.map(policyPort) }],
  };
}

function policyPort({ port, protocol }: Port) {
  return { port: String(port), protocol: protocol as Protocol };
}
