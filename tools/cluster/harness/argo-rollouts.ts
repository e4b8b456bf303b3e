import { join } from 'node:path';
import { readManifest } from './manifests.ts';
import { installObjects, moduleFolder, type Site, serviceAccountKubeconfig } from './operator.ts';
import { freePorts } from './ports.ts';
import { healthy } from './probe.ts';

const namespace = 'argo-rollouts';

/** Installs Argo Rollouts from its release manifest and runs its controller as its ServiceAccount. */
export async function startArgoRollouts(site: Site): Promise<void> {
  const { workspace, client } = site;
  const manifest = await readManifest(join(await moduleFolder('argo-rollouts'), 'manifests', 'install.yaml'));
  await installObjects(client, manifest, namespace);
  const ports = await freePorts('metrics', 'health');
  const program = workspace.start(
    'argo-rollouts',
    [
      `--kubeconfig=${await serviceAccountKubeconfig(site, namespace, 'argo-rollouts')}`,
      `--namespace=${namespace}`,
      '--leader-elect=false',
      `--metricsPort=${ports.metrics}`,
      `--healthzPort=${ports.health}`,
    ],
    { env: workspace.outside },
  );
  await healthy(program, `http://127.0.0.1:${ports.health}/healthz`, workspace);
}
