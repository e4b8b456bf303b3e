import { pinnedVersion } from '../../binary.ts';
import { goModule } from '../../go-module.ts';
import { type ClusterToolName, clusterTools } from '../tools.ts';
import type { ApiClient } from './client.ts';
import { type Connection, writeKubeconfig } from './connection.ts';
import { at, type KubernetesObject } from './objects.ts';
import type { Workspace } from './workspace.ts';

/** A week: longer than a sandbox is kept. */
const tokenSeconds = 7 * 24 * 60 * 60;

/** What an operator needs to be installed: the cluster and who may change it. */
export interface Site {
  readonly workspace: Workspace;
  readonly client: ApiClient;
  /** The connection of the administrator; operators get tokens of their own ServiceAccounts. */
  readonly admin: Connection;
}

/** The folder of the Go module that a tool is built from: it holds the manifests of the same version. */
export async function moduleFolder(tool: ClusterToolName): Promise<string> {
  return goModule(clusterTools[tool].module, await pinnedVersion(clusterTools[tool]));
}

/** Creates a namespace if it is not there. */
export async function ensureNamespace(client: ApiClient, name: string): Promise<void> {
  await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

/**
 * Applies the objects of an operator's own manifests into its namespace. Left out are its custom resource
 * definitions, which are applied before, and its Deployment, whose program runs next to the cluster.
 */
export async function installObjects(
  client: ApiClient,
  objects: readonly KubernetesObject[],
  namespace: string,
): Promise<void> {
  const omittedKinds = ['CustomResourceDefinition', 'Deployment'];
  await ensureNamespace(client, namespace);
  for (const object of objects.filter(({ kind }) => !omittedKinds.includes(kind))) {
    await client.apply({ ...object, metadata: { namespace, ...object.metadata } });
  }
}

/** A kubeconfig with a token of a ServiceAccount: the operator then has the rights that it has in a cluster. */
export async function serviceAccountKubeconfig(
  { workspace, client, admin }: Site,
  namespace: string,
  name: string,
): Promise<string> {
  const { object: request } = await client.create(
    {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      metadata: { name },
      spec: { expirationSeconds: tokenSeconds },
    },
    'token',
    { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name },
  );
  const token = String(at(request, 'status', 'token'));
  return writeKubeconfig(workspace.path('kubeconfigs'), name, { ...admin, token });
}
