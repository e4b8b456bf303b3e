import { applicationLabels } from '../application/endpoints.ts';
import type { TierName } from '../tier.ts';

/** Labels that select pods. */
export type PodLabels = Readonly<Record<string, string>>;

/** A group of pods in the environment's namespace. It has one NetworkPolicy, with its name. */
export interface Pods {
  readonly kind: 'pods';
  readonly name: string;
  /** The tier that the pods belong to. */
  readonly tier: TierName;
  readonly labels: PodLabels;
  /** Keys of labels that the pods have, with any value. Default: none. */
  readonly labelKeys?: readonly string[];
  /** Values that a label of the pods does not have. Default: it may have any, or be missing. */
  readonly except?: { readonly label: string; readonly values: readonly string[] };
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
 * Any address of both families: pods, nodes and hosts outside the cluster. An `ipBlock` of `0.0.0.0/0` is less. It has no
 * IPv6 address, and under Cilium no pods and no nodes, so no API server on a node (cilium#20550, cert-manager#8285).
 */
export interface Anywhere {
  readonly kind: 'anywhere';
  readonly name: string;
}

/** Every address outside of private networks, of both families, but for exceptions. */
export interface Internet {
  readonly kind: 'internet';
  readonly name: string;
  /** Networks that stay closed, of either family. */
  readonly except: readonly string[];
}

/** Hosts by their names in DNS. Only a CiliumNetworkPolicy knows them: a NetworkPolicy has no rule for them. */
export interface Hosts {
  readonly kind: 'hosts';
  readonly name: string;
  readonly hosts: readonly string[];
}

/** One end of a connection. */
export type Peer = Pods | NamespacePods | Network | Anywhere | Internet | Hosts;

/** A network with these addresses, or any address if there are none. */
export function networkOrAnywhere(name: string, cidrs: readonly string[]): Network | Anywhere {
  return cidrs.length === 0 ? { kind: 'anywhere', name } : { kind: 'network', name, cidrs };
}

/** The pods of an application, of both colors. */
export function applicationPods(name: string): Pods {
  return { kind: 'pods', name, tier: 'application', labels: applicationLabels(name) };
}

/**
 * The pods of a Job of an application. Their labels are not those of the application: no Service, disruption budget,
 * autoscaler or workload of the application may count these pods as its replicas.
 */
export const jobPods = applicationPods;
