import { join } from 'node:path';
import { pinnedVersion } from '../../binary.ts';
import { clusterTools } from '../tools.ts';
import { readManifest } from './manifests.ts';
import { installObjects, moduleFolder, type Site, serviceAccountKubeconfig } from './operator.ts';
import { freePorts } from './ports.ts';
import { healthy } from './probe.ts';

const namespace = 'cnpg-system';

/** The rights of the plugin; its Service and certificates are for a plugin that is reached over TCP. */
const installed = ['ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'];

/**
 * Installs the rights of the Barman Cloud plugin from its manifest and runs it as its ServiceAccount.
 *
 * The operator reaches it through a socket in the workspace: without it every Cluster that archives to an
 * object store stops at "unknown plugin".
 */
export async function startBarmanCloud(site: Site): Promise<void> {
  const { workspace, client } = site;
  const version = await pinnedVersion(clusterTools['barman-cloud']);
  const manifest = await readManifest(join(await moduleFolder('barman-cloud'), 'manifest.yaml'));
  await installObjects(
    client,
    manifest.filter(({ kind }) => installed.includes(kind)),
    namespace,
  );
  const { health } = await freePorts('health');
  const program = workspace.start(
    'barman-cloud',
    ['operator', `--plugin-path=${workspace.path('s')}`, `--health-probe-bind-address=127.0.0.1:${health}`],
    {
      env: {
        KUBECONFIG: await serviceAccountKubeconfig(site, namespace, 'plugin-barman-cloud'),
        SIDECAR_IMAGE: `ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:${version}`,
      },
    },
  );
  await healthy(program, `http://127.0.0.1:${health}/readyz`, workspace);
}
