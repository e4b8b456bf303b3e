import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from './manifests.ts';
import type { KubernetesObject } from './objects.ts';
import { installObjects, moduleFolder, type Site, serviceAccountKubeconfig } from './operator.ts';
import { freePorts } from './ports.ts';
import { healthy } from './probe.ts';
import { withLocalWebhooks } from './webhooks.ts';
import type { Workspace } from './workspace.ts';

const namespace = 'keda';
const metricsService = 'keda-metrics-apiserver';

/** The parts of KEDA's own manifests that are not workloads. */
const manifests = [
  'service_account/service_account.yaml',
  'rbac/role.yaml',
  'rbac/role_binding.yaml',
  'metrics-server/role.yaml',
  'metrics-server/role_binding.yaml',
];

/**
 * Installs KEDA and runs its operator, its metrics server and its webhooks, all as its ServiceAccount.
 *
 * The API server reaches the metrics server through a Service of type ExternalName that leads to loopback.
 */
export async function startKeda(site: Site): Promise<void> {
  const { workspace, client } = site;
  const config = join(await moduleFolder('keda-operator'), 'config');
  for (const manifest of manifests) {
    await installObjects(client, await readManifest(join(config, manifest)), namespace);
  }
  const kubeconfig = await serviceAccountKubeconfig(site, namespace, 'keda-operator');
  const certificates = await certificateFolder(workspace);
  const env = {
    KUBECONFIG: kubeconfig,
    POD_NAMESPACE: namespace,
    KEDA_CLUSTER_OBJECT_NAMESPACE: namespace,
    WATCH_NAMESPACE: '',
  };
  const ports = await freePorts('operator', 'grpc', 'adapter', 'metrics', 'webhooks', 'health');
  const operator = workspace.start(
    'keda-operator',
    [
      `--cert-dir=${certificates}`,
      `--health-probe-bind-address=127.0.0.1:${ports.operator}`,
      `--metrics-service-bind-address=127.0.0.1:${ports.grpc}`,
      '--metrics-bind-address=0',
    ],
    { env: { ...env, ...workspace.outside } },
  );
  workspace.start('keda-adapter', adapterFlags(certificates, kubeconfig, ports), { env });
  const webhooks = workspace.start(
    'keda-webhooks',
    [
      `--cert-dir=${certificates}`,
      `--port=${ports.webhooks}`,
      `--health-probe-bind-address=127.0.0.1:${ports.health}`,
      '--metrics-bind-address=0',
    ],
    { env },
  );
  await healthy(operator, `http://127.0.0.1:${ports.operator}/readyz`, workspace);
  await healthy(webhooks, `http://127.0.0.1:${ports.health}/readyz`, workspace);
  await announce(site, config, ports);
}

function adapterFlags(
  certificates: string,
  kubeconfig: string,
  ports: { readonly grpc: number; readonly adapter: number; readonly metrics: number },
): string[] {
  return [
    '--bind-address=127.0.0.1',
    `--secure-port=${ports.adapter}`,
    `--port=${ports.metrics}`,
    `--metrics-service-address=127.0.0.1:${ports.grpc}`,
    `--cert-dir=${certificates}`,
    `--client-ca-file=${join(certificates, 'ca.crt')}`,
    `--tls-cert-file=${join(certificates, 'tls.crt')}`,
    `--tls-private-key-file=${join(certificates, 'tls.key')}`,
    `--lister-kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
  ];
}

/** Tells the API server where the metrics and the webhooks are, now that both answer. */
async function announce(
  { workspace, client }: Site,
  config: string,
  ports: { readonly adapter: number; readonly webhooks: number },
): Promise<void> {
  const ca = workspace.authority.keyPair.certificate;
  const webhooks = await readManifest(join(config, 'webhooks', 'validation_webhooks.yaml'));
  const url = `https://127.0.0.1:${ports.webhooks}`;
  await installObjects(
    client,
    webhooks.map(object => withLocalWebhooks(object, url, ca)),
    namespace,
  );
  await client.apply(loopbackService());
  const [apiService] = await readManifest(join(config, 'metrics-server', 'api_service.yaml'));
  await client.apply({
    ...(apiService as KubernetesObject),
    spec: {
      ...(apiService?.spec as object),
      service: { name: metricsService, namespace, port: ports.adapter },
      caBundle: Buffer.from(ca).toString('base64'),
    },
  });
}

function loopbackService(): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: metricsService, namespace },
    spec: { type: 'ExternalName', externalName: 'localhost' },
  };
}

/** KEDA's programs want one certificate and its authority under these names. */
async function certificateFolder(workspace: Workspace): Promise<string> {
  const folder = workspace.path('certificates', 'keda');
  const issued = await workspace.authority.issue('keda', { names: [`${metricsService}.${namespace}.svc`] });
  await mkdir(folder);
  await copyFile(issued.certificateFile, join(folder, 'tls.crt'));
  await copyFile(issued.keyFile, join(folder, 'tls.key'));
  await copyFile(workspace.authority.keyPair.certificateFile, join(folder, 'ca.crt'));
  return folder;
}
