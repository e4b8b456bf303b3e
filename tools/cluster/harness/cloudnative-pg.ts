import { copyFile, mkdir, symlink } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { pinnedVersion } from '../../binary.ts';
import { clusterTools } from '../tools.ts';
import { until } from './deadline.ts';
import { HttpClient } from './http.ts';
import { readManifest } from './manifests.ts';
import { installObjects, moduleFolder, type Site, serviceAccountKubeconfig } from './operator.ts';
import { freePorts } from './ports.ts';
import { withLocalWebhooks } from './webhooks.ts';
import type { Workspace } from './workspace.ts';

const namespace = 'cnpg-system';

/**
 * Installs CloudNativePG from its release manifest and runs its operator as its ServiceAccount. Its webhooks
 * are reached on loopback, because no Service leads out of the cluster.
 *
 * @param watched the only namespace whose Clusters it runs; its webhooks act on all. Default: every namespace.
 */
export async function startCloudNativePg(site: Site, watched?: string): Promise<void> {
  const { workspace, client } = site;
  const version = (await pinnedVersion(clusterTools['cloudnative-pg'])).slice(1);
  const folder = await moduleFolder('cloudnative-pg');
  const manifest = await readManifest(join(folder, 'releases', `cnpg-${version}.yaml`));
  const ports = await freePorts('webhook', 'metrics');
  const url = `https://127.0.0.1:${ports.webhook}`;
  const ca = workspace.authority.keyPair.certificate;
  const isWebhook = ({ kind }: { kind: string }) => kind.endsWith('WebhookConfiguration');
  await installObjects(
    client,
    manifest.filter(object => !isWebhook(object)),
    namespace,
  );
  const program = workspace.start(
    'cloudnative-pg',
    ['controller', `--webhook-port=${ports.webhook}`, `--metrics-bind-address=127.0.0.1:${ports.metrics}`],
    {
      env: {
        KUBECONFIG: await serviceAccountKubeconfig(site, namespace, 'cnpg-manager'),
        OPERATOR_NAMESPACE: namespace,
        OPERATOR_IMAGE_NAME: `ghcr.io/cloudnative-pg/cloudnative-pg:${version}`,
        MONITORING_QUERIES_CONFIGMAP: 'cnpg-default-monitoring',
        WEBHOOK_CERT_DIR: await webhookCertificates(workspace),
        PLUGIN_SOCKET_DIR: workspace.path('s'),
        ...(watched !== undefined && { WATCH_NAMESPACE: watched }),
      },
      cwd: await imageFolder(workspace),
    },
  );
  await answers(site, url, () => program.assertRunning());
  // Only now: a webhook that no server answers would refuse every Cluster.
  await installObjects(
    client,
    manifest.filter(isWebhook).map(object => withLocalWebhooks(object, url, ca)),
    namespace,
  );
}

/** The operator offers instances its own program, which it looks for where its image has it. */
async function imageFolder(workspace: Workspace): Promise<string> {
  const folder = workspace.path('data', 'cloudnative-pg');
  await mkdir(join(folder, 'operator'), { recursive: true });
  const architecture = arch() === 'x64' ? 'amd64' : arch();
  await symlink(workspace.binary('cloudnative-pg'), join(folder, 'operator', `manager_${architecture}`));
  return folder;
}

/** The operator wants its certificate under these names; without one it waits for a mounted Secret. */
async function webhookCertificates(workspace: Workspace): Promise<string> {
  const folder = workspace.path('certificates', 'cloudnative-pg');
  const issued = await workspace.authority.issue('cnpg-webhook');
  await mkdir(folder);
  await copyFile(issued.certificateFile, join(folder, 'apiserver.crt'));
  await copyFile(issued.keyFile, join(folder, 'apiserver.key'));
  return folder;
}

async function answers(
  { workspace, admin }: Site,
  server: string,
  assertRunning: () => Promise<void>,
): Promise<void> {
  const http = new HttpClient({ ...admin, server, token: 'none' });
  const look = async () => {
    await assertRunning();
    const answer = await http.send({ method: 'GET', path: '/readyz' }).catch(() => undefined);
    return answer?.status === 200 ? { done: undefined } : { state: `status ${answer?.status ?? 'none'}` };
  };
  try {
    await until('CloudNativePG ready', look, { signal: workspace.signal });
  } finally {
    http.close();
  }
}
