import { chmod, copyFile, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { binary } from '../../../binary.ts';
import { until } from '../deadline.ts';
import { readManifest } from '../manifests.ts';
import { installObjects, moduleFolder, type Site, serviceAccountKubeconfig } from '../operator.ts';
import { freePorts } from '../ports.ts';
import { accepts, healthy } from '../probe.ts';
import type { Workspace } from '../workspace.ts';
import { type Redis, startRedis } from './redis.ts';

const namespace = 'argocd';

/** Seconds between two looks of Argo CD at a repository; its own default is 120, too long to wait for here. */
const resyncSeconds = 20;

/** Seconds between two waves; its own default is 2. Less is stricter: controllers have less time to say that they are at work. */
const waveDelaySeconds = 1;

/** Scripts that the repo server runs; without the first every request ends in a bare "permission denied". */
const scripts = ['git-verify-wrapper.sh', 'git-ask-pass.sh'];

/** Folders that Argo CD's image has under `/app/config`. */
const folderVariables = [
  'ARGOCD_GNUPGHOME',
  'ARGOCD_GPG_DATA_PATH',
  'ARGOCD_TLS_DATA_PATH',
  'ARGOCD_SSH_DATA_PATH',
  'ARGOCD_PLUGINSOCKFILEPATH',
];

/**
 * Installs Argo CD from its release manifest. Runs its application controller, its ApplicationSet controller and
 * its repo server, each as the ServiceAccount that it has in a cluster.
 */
export async function startArgoCd(site: Site): Promise<void> {
  const { workspace, client } = site;
  const redis = await startRedis(workspace);
  const folder = await moduleFolder('argo-cd');
  const manifest = await readManifest(join(folder, 'manifests', 'install.yaml'));
  const omittedKinds = ['StatefulSet', 'NetworkPolicy'];
  await installObjects(
    client,
    manifest.filter(({ kind }) => !omittedKinds.includes(kind)),
    namespace,
  );
  await client.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'argocd-redis', namespace },
    stringData: { auth: redis.password },
  });
  const repoServer = await startRepoServer(workspace, folder, redis);
  await Promise.all([
    startApplicationController(site, redis, repoServer),
    startApplicationSetController(site, redis, repoServer),
  ]);
}

/** Returns the address of the repo server. */
async function startRepoServer(workspace: Workspace, module: string, redis: Redis): Promise<string> {
  const ports = await freePorts('server', 'metrics');
  const data = workspace.path('data', 'argo-cd');
  const bin = join(data, 'bin');
  await installScripts(module, bin);
  const folders = folderVariables.map(name => [name, join(data, name.toLowerCase())] as const);
  for (const [, path] of folders) await mkdir(path, { mode: 0o700 });
  const program = workspace.start('argo-cd', repoServerFlags(ports, redis), {
    name: 'argocd-repo-server',
    env: {
      ...environmentOf('argocd-repo-server', redis),
      ...Object.fromEntries(folders),
      // Otherwise a fixed path in /tmp, for which repo servers side by side contend.
      ARGOCD_ASK_PASS_SOCK: workspace.path('s', 'ask-pass.sock'),
      ARGOCD_GPG_ENABLED: 'false',
      PATH: `${bin}:${process.env.PATH ?? ''}`,
      TMPDIR: data,
    },
  });
  const look = async () => {
    await program.assertRunning();
    return (await accepts(ports.server)) ? { done: undefined } : { state: 'no connection' };
  };
  await until('argocd-repo-server ready', look, { every: 0.1, signal: workspace.signal });
  return `127.0.0.1:${ports.server}`;
}

/** Puts Argo CD's own scripts, and Helm, into a folder for PATH. */
async function installScripts(module: string, bin: string): Promise<void> {
  await mkdir(bin, { recursive: true });
  for (const script of scripts) {
    await copyFile(join(module, 'hack', script), join(bin, script));
    await chmod(join(bin, script), 0o755);
  }
  await symlink(await binary('helm4'), join(bin, 'helm'));
}

function repoServerFlags(
  ports: { readonly server: number; readonly metrics: number },
  redis: Redis,
): string[] {
  return [
    '--address=127.0.0.1',
    `--port=${ports.server}`,
    '--metrics-address=127.0.0.1',
    `--metrics-port=${ports.metrics}`,
    `--redis=${redis.address}`,
    '--disable-tls',
    // It remembers for 3 minutes which commit a branch is at, however often it is asked.
    `--revision-cache-expiration=${resyncSeconds}s`,
    // Without the empty path it refuses to start.
    '--client-ca-path=',
  ];
}

async function startApplicationController(site: Site, redis: Redis, repoServer: string): Promise<void> {
  const { workspace } = site;
  const { metrics } = await freePorts('metrics');
  const kubeconfig = await serviceAccountKubeconfig(site, namespace, 'argocd-application-controller');
  const program = workspace.start(
    'argo-cd',
    [
      `--kubeconfig=${kubeconfig}`,
      `--namespace=${namespace}`,
      `--redis=${redis.address}`,
      `--repo-server=${repoServer}`,
      '--repo-server-plaintext',
      `--metrics-port=${metrics}`,
      `--app-resync=${resyncSeconds}`,
      '--app-resync-jitter=0',
    ],
    {
      name: 'argocd-application-controller',
      // The address https://kubernetes.default.svc then means the cluster of this kubeconfig.
      env: {
        ...environmentOf('argocd-application-controller', redis),
        ARGOCD_FAKE_IN_CLUSTER: 'true',
        ARGOCD_SYNC_WAVE_DELAY: String(waveDelaySeconds),
        KUBECONFIG: kubeconfig,
      },
    },
  );
  await healthy(program, `http://127.0.0.1:${metrics}/healthz`, workspace);
}

async function startApplicationSetController(site: Site, redis: Redis, repoServer: string): Promise<void> {
  const { workspace } = site;
  const ports = await freePorts('metrics', 'probe', 'webhook');
  const kubeconfig = await serviceAccountKubeconfig(site, namespace, 'argocd-applicationset-controller');
  const program = workspace.start(
    'argo-cd',
    [
      `--kubeconfig=${kubeconfig}`,
      `--namespace=${namespace}`,
      `--argocd-repo-server=${repoServer}`,
      '--repo-server-plaintext',
      `--metrics-addr=127.0.0.1:${ports.metrics}`,
      `--probe-addr=127.0.0.1:${ports.probe}`,
      `--webhook-addr=127.0.0.1:${ports.webhook}`,
      '--enable-leader-election=false',
    ],
    {
      name: 'argocd-applicationset-controller',
      // One of its clients reads the variable instead of the flag.
      env: { ...environmentOf('argocd-applicationset-controller', redis), KUBECONFIG: kubeconfig },
    },
  );
  // Its probe has no check, and answers 404.
  await healthy(program, `http://127.0.0.1:${ports.metrics}/metrics`, workspace);
}

/** All servers are one binary, which asks a variable for the one to be. */
function environmentOf(server: string, redis: Redis): Record<string, string> {
  return { ARGOCD_BINARY_NAME: server, REDIS_PASSWORD: redis.password };
}
