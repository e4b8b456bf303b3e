import type { Cluster } from './cluster.ts';
import type { EnvironmentFields } from './fields.ts';

const defaultGatewayClass = 'envoy';

/** Fills in the defaults that depend on another field: namespace, gateway class, place in
 * the secret store. Sorts applications. */
export function derive(environment: EnvironmentFields) {
  const applications = Object.entries(environment.applications).sort(byKey);
  return {
    ...environment,
    namespace: environment.namespace ?? environment.name,
    cluster: withSecretPrefix(
      withGatewayClass(environment.cluster),
      environment.namespace ?? environment.name,
    ),
    applications: Object.fromEntries(applications),
  };
}

/** No order but that of their names: an environment file may list applications as it likes. */
function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

function withGatewayClass(cluster: Cluster): Cluster {
  const named = cluster.gatewayClass !== undefined || cluster.ingressClass !== undefined;
  return named ? cluster : { ...cluster, gatewayClass: defaultGatewayClass };
}

/** Namespaces share a cluster, and with it the store. */
function withSecretPrefix(cluster: Cluster, namespace: string): Cluster {
  if (cluster.secretStore === undefined) return cluster;
  return { ...cluster, secretPrefix: cluster.secretPrefix ?? `${namespace}/` };
}
