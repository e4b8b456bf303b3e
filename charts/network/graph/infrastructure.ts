import type { Application } from '../../../config/application/application.ts';
import { isEnvoyGateway } from '../../../config/cluster.ts';
import type { Environment } from '../../../config/environment.ts';
import { networkOf } from '../../../config/units/network.ts';
import { operatorLabels } from '../../data/endpoints.ts';
import { gatewayName } from '../../load-balancing/listeners.ts';
import type { Connection, Port, PortRule } from '../connection-graph.ts';
import { type NamespacePods, type Network, networkOrAnywhere, type Peer, type PodLabels } from '../peers.ts';

/** Services that every environment uses and that none of its tiers runs. */

/**
 * The pods that send traffic from outside into the namespace. With Envoy Gateway they belong to the environment's
 * Gateway, and serve no routes of other teams.
 *
 * Source of the labels: envoyproxy/gateway `internal/gatewayapi/helpers.go`, `GatewayOwnerLabels`.
 */
export function gateway({ cluster, namespace }: Environment): NamespacePods {
  const ofEnvoy = {
    'gateway.envoyproxy.io/owning-gateway-name': gatewayName,
    'gateway.envoyproxy.io/owning-gateway-namespace': namespace,
  };
  return gatewayPods(cluster, ofEnvoy);
}

/**
 * The pods through which an ACME challenge arrives. A ClusterIssuer names the Gateway of its HTTPRoutes (cert-manager
 * `pkg/issuer/acme/http/httproute.go`), so it may be another one in the same namespace.
 *
 * Source of the labels: envoyproxy/gateway `internal/infrastructure/kubernetes/proxy/resource.go`, `EnvoyAppLabel`.
 */
export function anyGateway({ cluster }: Environment): NamespacePods {
  const ofEnvoy = {
    'app.kubernetes.io/component': 'proxy',
    'app.kubernetes.io/managed-by': 'envoy-gateway',
    'app.kubernetes.io/name': 'envoy',
  };
  return gatewayPods(cluster, ofEnvoy);
}

function gatewayPods(cluster: Environment['cluster'], ofEnvoy: PodLabels): NamespacePods {
  const isKnown = cluster.ingressClass === undefined && isEnvoyGateway(cluster.namespaces.gateway);
  const labels = cluster.podLabels.gateway ?? (isKnown ? ofEnvoy : undefined);
  return {
    kind: 'namespace',
    name: 'gateway',
    namespace: cluster.namespaces.gateway,
    ...(labels && { labels }),
  };
}

export function prometheus({ cluster }: Environment): NamespacePods {
  return {
    kind: 'namespace',
    name: 'prometheus',
    namespace: cluster.namespaces.monitoring,
    labels: cluster.podLabels.monitoring,
  };
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

/** For the pods that watch the API server: the managers of PostgreSQL's instances, its Jobs and its poolers. */
export function apiServer({ cluster }: Environment, client: Peer): Connection {
  const { cidrs, ports } = cluster.apiServer;
  return {
    from: client,
    to: networkOrAnywhere('kubernetes-api', cidrs),
    ports: ports.map(tcp),
    purpose: 'cluster state',
  };
}

/** Name resolution for `client` on any platform. DNS answers over 512 bytes arrive over TCP. */
export function nameResolution(environment: Environment, client: Peer): Connection[] {
  const { cidrs, nodeLocal } = environment.cluster.dns;
  const resolvers: Network[] = cidrs.length > 0 ? [{ kind: 'network', name: 'resolver', cidrs }] : [];
  const atPort53 = [...(nodeLocal ? nodeLocalDns : []), ...resolvers];
  return [
    { from: client, to: clusterDns(environment), ports: clusterDnsPorts(environment), purpose: 'DNS' },
    ...atPort53.map(to => ({ from: client, to, ...dnsAtPort53, purpose: 'DNS' })),
  ];
}

/** The resolvers that an application names in addition, or in place of those of the cluster. */
export function ownResolvers({ dnsConfig }: Application, client: Peer): Connection[] {
  const { nameservers } = dnsConfig ?? {};
  if (nameservers === undefined) return [];
  const to: Network = {
    kind: 'network',
    name: 'nameservers',
    cidrs: nameservers.map(nameserver => networkOf(nameserver)),
  };
  return [{ from: client, to, ...dnsAtPort53, purpose: 'DNS' }];
}

/** The pods that resolve names for the cluster. */
export function clusterDns({ cluster }: Environment): NamespacePods {
  const { namespace, podLabels } = cluster.dns;
  return { kind: 'namespace', name: 'cluster-dns', namespace, labels: podLabels };
}

/** The ports on which they listen. */
export function clusterDnsPorts({ cluster }: Environment): readonly Port[] {
  return dnsPortsAt(cluster.dns.port);
}

const dnsAtPort53: PortRule = { ports: dnsPortsAt(53), rule: 'DNS at port 53' };

function dnsPortsAt(port: number): readonly Port[] {
  return [{ port, protocol: 'UDP' }, tcp(port)];
}

/**
 * NodeLocal DNSCache: an address on each node, and its pods, to which Cilium redirects the packets (Local Redirect Policy,
 * as in Dataplane V2 of GKE). The cluster's DNS stays open too: it answers while the cache of a node restarts.
 *
 * Source of the address and the label: kubernetes `cluster/addons/dns/nodelocaldns/nodelocaldns.yaml`.
 */
const nodeLocalDns: readonly Peer[] = [
  { kind: 'network', name: 'node-local-dns', cidrs: ['169.254.20.10/32'] },
  {
    kind: 'namespace',
    name: 'node-local-dns-pods',
    namespace: 'kube-system',
    labels: { 'k8s-app': 'node-local-dns' },
  },
];

export function tcp(port: number): Port {
  return { port, protocol: 'TCP' };
}
