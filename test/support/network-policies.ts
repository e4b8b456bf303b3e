import { BlockList, isIPv4 } from 'node:net';
import type { Manifest } from './manifests.ts';

/** The fields of a pod that a policy reads. */
export interface PodEnd {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A node. Cilium knows it by its identity, not by its address: no `ipBlock` or label selects it (cilium#20550). */
export interface NodeEnd {
  readonly node: string;
}

/** A pod, an address outside the cluster, or a node under Cilium. */
export type End = PodEnd | { readonly address: string } | NodeEnd;

export interface Attempt {
  readonly from: End;
  readonly to: End;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/**
 * Whether a set of NetworkPolicies lets a connection through.
 *
 * Policies are additive. A pod that no policy of a direction selects is open in that direction. Every other pod is
 * closed except for what a rule allows. Both ends must allow. Source: k8s.io/api `networking/v1/types.go`.
 */
export function allows(policies: readonly Manifest[], attempt: Attempt): boolean {
  return allowsEnd(policies, attempt, 'Egress') && allowsEnd(policies, attempt, 'Ingress');
}

function allowsEnd(
  policies: readonly Manifest[],
  attempt: Attempt,
  direction: 'Egress' | 'Ingress',
): boolean {
  const [subject, other] = direction === 'Egress' ? [attempt.from, attempt.to] : [attempt.to, attempt.from];
  if (!('namespace' in subject)) return true;
  const applying = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === subject.namespace &&
      spec.policyTypes.includes(direction) &&
      selects(spec.podSelector, subject.labels),
  );
  if (applying.length === 0) return true;
  const [rules, peers] = direction === 'Egress' ? ['egress', 'to'] : ['ingress', 'from'];
  return applying.some(({ metadata, spec }) =>
    (spec[rules] ?? []).some(
      (rule: Manifest) =>
        (rule.ports === undefined || rule.ports.some((port: Manifest) => isPort(port, attempt))) &&
        (rule[peers] === undefined ||
          rule[peers].some((peer: Manifest) => isPeer(peer, other, metadata.namespace))),
    ),
  );
}

function isPort({ port, protocol = 'TCP' }: Manifest, attempt: Attempt): boolean {
  return protocol === attempt.protocol && (port === undefined || port === attempt.port);
}

function isPeer(peer: Manifest, end: End, ownNamespace: string): boolean {
  if (peer.ipBlock !== undefined) {
    const { cidr, except = [] } = peer.ipBlock;
    return (
      'address' in end &&
      contains(cidr, end.address) &&
      !except.some((part: string) => contains(part, end.address))
    );
  }
  if (!('namespace' in end)) return false;
  const isNamespace =
    peer.namespaceSelector === undefined
      ? end.namespace === ownNamespace
      : selects(peer.namespaceSelector, { 'kubernetes.io/metadata.name': end.namespace });
  return isNamespace && (peer.podSelector === undefined || selects(peer.podSelector, end.labels));
}

/** An empty selector selects everything. @throws for an operator that no policy of ours uses. */
export function selects(selector: Manifest, labels: Readonly<Record<string, string>>): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator }: Manifest) => {
      if (operator !== 'Exists')
        throw new Error(`matchExpressions: operator ${operator}; add it to selects()`);
      return labels[key] !== undefined;
    })
  );
}

export function contains(cidr: string, address: string): boolean {
  const [network = '', prefix = ''] = cidr.split('/');
  // A list of Node.js takes an IPv4 address for one of IPv6.
  if (isIPv4(network) !== isIPv4(address)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), isIPv4(network) ? 'ipv4' : 'ipv6');
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}
