import { join } from 'node:path';
import { until } from './deadline.ts';
import { readManifest } from './manifests.ts';
import { installObjects, moduleFolder, type Site, serviceAccountKubeconfig } from './operator.ts';
import { freePorts } from './ports.ts';

const namespace = 'argo-rollouts';
const readySeconds = 60;

/** Installs Argo Rollouts from its release manifest and runs its controller as its ServiceAccount. */
export async function startArgoRollouts(site: Site): Promise<void> {
  const { workspace, client } = site;
  const manifest = await readManifest(join(await moduleFolder('argo-rollouts'), 'manifests', 'install.yaml'));
  await installObjects(client, manifest, namespace);
  const ports = await freePorts('metrics', 'health');
  const program = workspace.start('argo-rollouts', [
    `--kubeconfig=${await serviceAccountKubeconfig(site, namespace, 'argo-rollouts')}`,
    `--namespace=${namespace}`,
    '--leader-elect=false',
    `--metricsPort=${ports.metrics}`,
    `--healthzPort=${ports.health}`,
  ]);
  const look = async () => {
    await program.assertRunning();
    const answer = await fetch(`http://127.0.0.1:${ports.health}/healthz`).catch(() => undefined);
    return answer?.ok ? { done: undefined } : { state: `status ${answer?.status ?? 'none'}` };
  };
  await until('Argo Rollouts ready', look, { seconds: readySeconds, signal: workspace.signal });
}
