import type { Application } from './application/application.ts';
import { deriveApplication } from './application/derive.ts';
import type { Cluster } from './cluster.ts';
import type { EnvironmentFields } from './fields.ts';

const defaultGatewayClass = 'envoy';

/**
 * Fills in the defaults that depend on another field: the namespace, the gateway class, the prefix in the secret
 * store. The kind of an application decides others. Sorts applications and groups of objects by name, so that their order in a file does not matter.
 */
export function derive(environment: EnvironmentFields) {
  const applications = Object.entries(environment.applications)
    .map(([name, fields]): [string, Application] => [name, deriveApplication(fields)])
    .sort(byKey);
  return {
    ...environment,
    namespace: environment.namespace ?? environment.name,
    cluster: withSecretPrefix(
      withGatewayClass(environment.cluster),
      environment.namespace ?? environment.name,
    ),
    applications: Object.fromEntries(applications),
    objects: Object.fromEntries(Object.entries(environment.objects).sort(byKey)),
  };
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

function withGatewayClass(cluster: Cluster): Cluster {
  const named = cluster.gatewayClass !== undefined || cluster.ingressClass !== undefined;
  return named ? cluster : { ...cluster, gatewayClass: defaultGatewayClass };
}

/** The namespaces of a cluster share its store, so each gets its own prefix. */
function withSecretPrefix(cluster: Cluster, namespace: string): Cluster {
  if (cluster.secretStore === undefined) return cluster;
  return { ...cluster, secretPrefix: cluster.secretPrefix ?? `${namespace}/` };
}
