import { k8s } from 'cdk8s-plus-27';
import type { Component, Connection, Port } from './connection-graph.ts';
import type { Peer, Pods } from './peers.ts';

/**
 * All that one group of pods may accept and open. A direction without a rule is closed by `policyTypes` alone:
 * the server does not keep an empty list, so each sync would send it anew.
 */
export function policySpec({ pods, incoming, outgoing }: Component): k8s.NetworkPolicySpec {
  const ingress = rules(incoming, 'from').map(({ peers, ports }) => ({ from: peers, ports }));
  const egress = rules(outgoing, 'to').map(({ peers, ports }) => ({ to: peers, ports }));
  return {
    podSelector: podSelector(pods),
    policyTypes: ['Ingress', 'Egress'],
    ...(ingress.length > 0 && { ingress }),
    ...(egress.length > 0 && { egress }),
  };
}

interface Rule {
  readonly peers: k8s.NetworkPolicyPeer[];
  readonly ports: k8s.NetworkPolicyPort[];
}

/** One rule for all peers whose connections share one list of ports, in the order of the graph. */
function rules(connections: readonly Connection[], end: 'from' | 'to'): Rule[] {
  const byPorts = new Map<readonly Port[], Rule>();
  for (const connection of connections) {
    const rule = byPorts.get(connection.ports) ?? { peers: [], ports: connection.ports.map(policyPort) };
    rule.peers.push(policyPeer(connection[end]));
    byPorts.set(connection.ports, rule);
  }
  return [...byPorts.values()];
}

function policyPort({ port, protocol }: Port): k8s.NetworkPolicyPort {
  return { port: k8s.IntOrString.fromNumber(port), protocol };
}

/** One list item a peer: a namespace and its pods in one item mean both, in two items either. */
function policyPeer(peer: Peer): k8s.NetworkPolicyPeer {
  switch (peer.kind) {
    case 'pods':
      return { podSelector: podSelector(peer) };
    case 'namespace':
      return {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': peer.namespace } },
        ...(peer.labels && { podSelector: { matchLabels: peer.labels } }),
      };
    case 'network':
      return { ipBlock: { cidr: peer.cidr } };
  }
}

function podSelector({ labels, labelled = [] }: Pods): k8s.LabelSelector {
  return {
    ...(Object.keys(labels).length > 0 && { matchLabels: labels }),
    ...(labelled.length > 0 && {
      matchExpressions: labelled.map(key => ({ key, operator: 'Exists' })),
    }),
  };
}
