import type { Environment } from '../../../config/environment.ts';
import { operatorLabels } from '../../data/endpoints.ts';
import type { Connection, Port } from '../connection-graph.ts';
import type { NamespacePods, Network, Peer } from '../peers.ts';

/** What every environment relies on and none of its tiers runs. */

/** The pods that carry traffic from outside into the namespace. */
export function gateway({ cluster }: Environment): NamespacePods {
  return { kind: 'namespace', name: 'gateway', namespace: cluster.namespaces.gateway };
}

export function prometheus({ cluster }: Environment): NamespacePods {
  return { kind: 'namespace', name: 'prometheus', namespace: cluster.namespaces.monitoring };
}

/** Source of the label: argo-rollouts `manifests/base/argo-rollouts-deployment.yaml`. */
export function rolloutsController({ cluster }: Environment): NamespacePods {
  return {
    kind: 'namespace',
    name: 'argo-rollouts',
    namespace: cluster.namespaces.rollouts,
    labels: { 'app.kubernetes.io/name': 'argo-rollouts' },
  };
}

export function databaseOperator({ cluster }: Environment): NamespacePods {
  return {
    kind: 'namespace',
    name: 'cloudnative-pg',
    namespace: cluster.namespaces.cloudnativePg,
    labels: operatorLabels,
  };
}

export function apiServer({ cluster }: Environment): Network {
  return { kind: 'network', name: 'kubernetes-api', cidr: cluster.apiServer };
}

/**
 * The API server as the Service `kubernetes` names it and as its endpoints listen: network plugins compare a
 * packet with the policy before or after the Service's address has been replaced.
 */
export const apiServerPorts: readonly Port[] = [tcp(443), tcp(6443)];

/**
 * Name resolution for `client`. DNS answers over 512 bytes arrive over TCP.
 *
 * With NodeLocal DNSCache the pods ask 169.254.20.10 on their node; the cluster's DNS stays open as well, which
 * answers while the cache of a node restarts.
 */
export function nameResolution({ cluster }: Environment, client: Peer): Connection[] {
  const servers = cluster.nodeLocalDns ? [clusterDns, nodeLocalDns] : [clusterDns];
  return servers.map(to => ({
    from: client,
    to,
    ports: dnsPorts,
    purpose: 'names',
  }));
}

const dnsPorts: readonly Port[] = [{ port: 53, protocol: 'UDP' }, tcp(53)];

const clusterDns: NamespacePods = {
  kind: 'namespace',
  name: 'cluster-dns',
  namespace: 'kube-system',
  labels: { 'k8s-app': 'kube-dns' },
};

/** Source of the address: kubernetes `cluster/addons/dns/nodelocaldns`. */
const nodeLocalDns: Network = { kind: 'network', name: 'node-local-dns', cidr: '169.254.20.10/32' };

export function tcp(port: number): Port {
  return { port, protocol: 'TCP' };
}
