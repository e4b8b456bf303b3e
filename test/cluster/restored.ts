import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import { at, type KubernetesObject, listAt } from '../../tools/cluster/harness/objects.ts';
import type { Manifest } from '../support/manifests.ts';
import { selects } from '../support/network-policies.ts';
import { namespace } from './production.ts';

const kind = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' };

/** The Cluster that a person writes to restore the database of `dist/production` under another name. */
export async function restoredCluster(client: ApiClient, name: string): Promise<KubernetesObject> {
  const { spec } = await client.get({ ...kind, namespace, name: 'database' });
  const { imageName, instances, storage, walStorage, resources, plugins } = spec as Manifest;
  const [{ parameters }] = plugins as [Manifest];
  const plugin = {
    name: 'barman-cloud.cloudnative-pg.io',
    parameters,
  };
  return {
    ...kind,
    metadata: { name, namespace },
    spec: {
      imageName,
      instances,
      storage,
      walStorage,
      resources,
      bootstrap: { recovery: { source: 'archive' } },
      externalClusters: [{ name: 'archive', plugin }],
    },
  };
}

/** The names of the policies, apart from `default-deny`, that open a pod. */
export async function policiesOf(
  client: ApiClient,
  { metadata }: KubernetesObject,
): Promise<readonly string[]> {
  const policies = await client.list({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    namespace,
  });
  return policies
    .filter(policy => selects(at(policy, 'spec', 'podSelector') as Manifest, metadata.labels ?? {}))
    .filter(policy => listAt(policy, 'spec', 'egress').length > 0)
    .map(policy => policy.metadata.name);
}
