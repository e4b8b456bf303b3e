import { applicationLabels } from '../application/endpoints.ts';
import type { TierName } from '../tier.ts';

/** Labels that select pods. */
export type PodLabels = Readonly<Record<string, string>>;

/** Pods of the environment's own namespace. Each of them gets one NetworkPolicy, named after it. */
export interface Pods {
  readonly kind: 'pods';
  readonly name: string;
  /** The tier that the pods belong to. */
  readonly tier: TierName;
  readonly labels: PodLabels;
  /** Keys of labels that the pods carry with any value. - none. */
  readonly labelled?: readonly string[];
}

/** Pods of another namespace. */
export interface NamespacePods {
  readonly kind: 'namespace';
  readonly name: string;
  readonly namespace: string;
  /** - none: all pods of that namespace. */
  readonly labels?: PodLabels;
}

/** Addresses outside the cluster, or of its nodes. */
export interface Network {
  readonly kind: 'network';
  readonly name: string;
  /** At least one, of either family. */
  readonly cidrs: readonly string[];
}

/**
 * Whatever address answers: pods, nodes and what is outside, of both families. An `ipBlock` of `0.0.0.0/0` is not that:
 * it has no IPv6 address, and under Cilium neither pods nor nodes, so no API server on a node (cilium#20550,
 * cert-manager#8285).
 */
export interface Anywhere {
  readonly kind: 'anywhere';
  readonly name: string;
}

/** One end of a connection. */
export type Peer = Pods | NamespacePods | Network | Anywhere;

/** Something at these addresses, wherever it is if there are none. */
export function networkOrAnywhere(name: string, cidrs: readonly string[]): Network | Anywhere {
  return cidrs.length === 0 ? { kind: 'anywhere', name } : { kind: 'network', name, cidrs };
}

/** The pods of an application, both colours. */
export function applicationPods(name: string): Pods {
  return { kind: 'pods', name, tier: 'application', labels: applicationLabels(name) };
}
