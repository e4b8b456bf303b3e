import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { pinnedVersion } from '../../binary.ts';
import { goModule } from '../../go-module.ts';
import { clusterTools } from '../tools.ts';
import type { ApiServer } from './api-server.ts';
import { kubeconfigOf } from './controllers.ts';
import type { Workspace } from './workspace.ts';

/** Which nodes KWOK plays: there may be real nodes, too. */
const simulatedNodeAnnotation = 'kwok.x-k8s.io/node=fake';

/** What KWOK plays for a node and for a pod: the folders of its own stages. */
const stageFolders = ['node/fast', 'node/heartbeat', 'pod/general'];

/**
 * The seconds until the last container of a pod answers its probes, in jq.
 *
 * Read as the kubelet does, with a program that answers at once. A readiness probe counts from its
 * `initialDelaySeconds`, and not before the startup probe has succeeded at its own.
 */
const probeDelay = `[.spec.containers[] | [
  (.readinessProbe.initialDelaySeconds // 0),
  (.startupProbe.initialDelaySeconds // 0)
] | max] | max | tostring + "s"`;

/**
 * The delay of each stage, instead of KWOK's own random 1 to 6 s. A pod is created at once and is Ready when
 * its probes' delays are over. A Job's pod completes after a second, a deleted pod ends after half a second.
 */
const delays: Readonly<Record<string, object>> = {
  'pod-create': { durationMilliseconds: 100 },
  'pod-init-container-running': { durationMilliseconds: 100 },
  'pod-init-container-completed': { durationMilliseconds: 100 },
  'pod-ready': { durationMilliseconds: 100, durationFrom: { expressionFrom: probeDelay } },
  'pod-complete': { durationMilliseconds: 1000 },
  'pod-delete': { durationMilliseconds: 500 },
};

/** The argument with which a container ends at once with an error, as a migration may. */
export const failingArgument = 'fail-at-once';

/** Plays that, before `pod-complete` plays a pod of a Job that succeeds. */
const podFails: Stage = {
  apiVersion: 'kwok.x-k8s.io/v1alpha1',
  kind: 'Stage',
  metadata: { name: 'pod-fails' },
  spec: {
    resourceRef: { apiGroup: 'v1', kind: 'Pod' },
    selector: {
      matchExpressions: [
        { key: '.spec.containers[0].args[0]', operator: 'In', values: [failingArgument] },
        { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' },
        { key: '.status.phase', operator: 'In', values: ['Running'] },
      ],
    },
    weight: 10_000,
    delay: { durationMilliseconds: 100 },
    next: { statusTemplate: 'phase: Failed\n' },
  },
};

interface Stage {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** Starts KWOK: it makes the nodes of `nodes.ts` Ready and plays the life of the pods on them. */
export async function startKwok(workspace: Workspace, server: ApiServer): Promise<void> {
  const stages = [...(await readStages()).map(withOurDelay), podFails];
  const config = workspace.path('data', 'kwok.yaml');
  await writeFile(config, stages.map(stage => dump(stage)).join('---\n'));
  workspace.start('kwok', [
    `--kubeconfig=${await kubeconfigOf(workspace, server, 'kwok')}`,
    `--config=${config}`,
    `--manage-nodes-with-annotation-selector=${simulatedNodeAnnotation}`,
    '--cidr=10.244.0.0/16',
    '--node-ip=10.0.0.1',
    '--server-address=',
  ]);
}

async function readStages(): Promise<Stage[]> {
  const { module } = clusterTools.kwok;
  const folder = await goModule(module, await pinnedVersion(clusterTools.kwok));
  const stages: Stage[] = [];
  for (const name of stageFolders) {
    const path = join(folder, 'kustomize', 'stage', name);
    for (const file of (await readdir(path)).filter(entry => entry.endsWith('.yaml')).sort()) {
      const stage = load(await readFile(join(path, file), 'utf8')) as Stage;
      if (stage.kind === 'Stage') stages.push(stage);
    }
  }
  return stages;
}

function withOurDelay(stage: Stage): Stage {
  const delay = delays[stage.metadata.name];
  return delay === undefined ? stage : { ...stage, spec: { ...stage.spec, delay } };
}
