import { type Cluster, isEnvoyGateway } from './cluster.ts';

/** What takes the traffic of users: what is known of it decides what it can do. */
export type GatewayImplementation = 'Envoy Gateway' | 'an Ingress controller' | 'an unknown Gateway';

/** Known by the key of its class and by its namespace, since the name of a class says nothing. */
export function implementationOf({ ingressClass, namespaces }: Cluster): GatewayImplementation {
  if (ingressClass !== undefined) return 'an Ingress controller';
  return isEnvoyGateway(namespaces.gateway) ? 'Envoy Gateway' : 'an unknown Gateway';
}

/** Whether it knows the policies of Envoy Gateway: BackendTrafficPolicy and SecurityPolicy. */
export function hasEnvoyPolicies(cluster: Cluster): boolean {
  return implementationOf(cluster) === 'Envoy Gateway';
}
