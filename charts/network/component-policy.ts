import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Component, Connection, Port } from './connection-graph.ts';
import { ofFamily, privateNetworks } from './internet.ts';
import type { Anywhere, Hosts, Peer, Pods } from './peers.ts';

/** All connections that one group of pods may accept and open. */
export class ComponentPolicy extends k8s.KubeNetworkPolicy {
  constructor(scope: Construct, component: Component) {
    const { name } = component.pods;
    super(scope, name, { metadata: { name }, spec: policySpec(component) });
  }
}

/**
 * `policyTypes` alone closes a direction without rules. The server does not store an empty list, so each sync would send
 * it again.
 */
function policySpec({ pods, incoming, outgoing }: Component): k8s.NetworkPolicySpec {
  const ingress = rules(incoming, 'from').map(({ peers, ports }) => ({
    ...(peers && { from: peers }),
    ports,
  }));
  const egress = rules(outgoing, 'to').map(({ peers, ports }) => ({ ...(peers && { to: peers }), ports }));
  return {
    podSelector: podSelector(pods),
    policyTypes: ['Ingress', 'Egress'],
    ...(ingress.length > 0 && { ingress }),
    ...(egress.length > 0 && { egress }),
  };
}

interface Rule {
  /** - the other end may be anything. */
  readonly peers?: k8s.NetworkPolicyPeer[];
  readonly ports: k8s.NetworkPolicyPort[];
}

/** The rules in the order of the graph. A rule that several connections name has the peers of all of them. */
function rules(connections: readonly Connection[], end: 'from' | 'to'): Rule[] {
  const byName = new Map<string, Rule>();
  for (const [index, connection] of connections.entries()) {
    const peer = connection[end];
    if (peer.kind === 'hosts') continue;
    const ports = connection.ports.map(policyPort);
    if (peer.kind === 'anywhere') {
      byName.set(`connection ${index}`, { ports });
      continue;
    }
    const name = connection.rule ?? `connection ${index}`;
    const { peers = [] } = byName.get(name) ?? {};
    byName.set(name, { peers: [...peers, ...policyPeers(peer)], ports });
  }
  return [...byName.values()];
}

function policyPort({ port, protocol }: Port): k8s.NetworkPolicyPort {
  return { port: k8s.IntOrString.fromNumber(port), protocol };
}

/** One list item for each group of pods. A namespace and pods in one item mean both; in two items, either. */
function policyPeers(peer: Exclude<Peer, Anywhere | Hosts>): k8s.NetworkPolicyPeer[] {
  switch (peer.kind) {
    case 'pods':
      return [{ podSelector: podSelector(peer) }];
    case 'namespace':
      return [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': peer.namespace } },
          ...(peer.labels && { podSelector: { matchLabels: peer.labels } }),
        },
      ];
    case 'network':
      return peer.cidrs.map(cidr => ({ ipBlock: { cidr } }));
    case 'internet':
      return [
        {
          ipBlock: { cidr: '0.0.0.0/0', except: [...privateNetworks.IPv4, ...ofFamily(peer.except, 'IPv4')] },
        },
        { ipBlock: { cidr: '::/0', except: [...privateNetworks.IPv6, ...ofFamily(peer.except, 'IPv6')] } },
      ];
  }
}

function podSelector({ labels, labelKeys = [], except }: Pods): k8s.LabelSelector {
  const matchExpressions = [
    ...labelKeys.map(key => ({ key, operator: 'Exists' })),
    ...(except ? [{ key: except.label, operator: 'NotIn', values: [...except.values] }] : []),
  ];
  return {
    ...(Object.keys(labels).length > 0 && { matchLabels: labels }),
    ...(matchExpressions.length > 0 && { matchExpressions }),
  };
}
