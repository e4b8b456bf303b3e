import { join } from 'node:path';
import { manifestFiles } from '../manifest-files.ts';
import { clusterBinaries } from './harness/binaries.ts';
import type { ApiClient } from './harness/client.ts';
import { type Cluster, type ClusterOptions, startCluster } from './harness/cluster.ts';
import { deliver } from './harness/deliver.ts';
import { readManifest } from './harness/manifests.ts';
import { label, referenceTo } from './harness/objects.ts';
import { inWaveOrder } from './harness/waves.ts';
import { type LocalGit, readSyncedTree, syncFromLocalGit } from './local-git.ts';

/** What the server made of a folder of manifests. */
export interface Delivery {
  readonly applied: number;
  readonly warnings: readonly string[];
  readonly refused: readonly string[];
}

export interface Sandbox {
  readonly cluster: Cluster;
  /** The path of the kubectl that fits the server. */
  readonly kubectl: string;
  readonly delivery: Delivery;
  /** Where Argo CD syncs from; absent without Argo CD or a tree. */
  readonly git?: LocalGit;
}

/**
 * Starts a cluster and applies the manifests of some folders; what is refused is reported, not thrown.
 *
 * With Argo CD the folders are trees of `slipway synth`, of which the first is pushed to a repository that it syncs.
 */
export async function startSandbox(
  folders: readonly string[],
  signal: AbortSignal,
  onStep: (step: string) => void,
  { argoCd = false }: Pick<ClusterOptions, 'argoCd'> = {},
): Promise<Sandbox> {
  const [folder] = folders;
  const tree = argoCd && folder !== undefined ? await readSyncedTree(folder) : undefined;
  const binaries = await clusterBinaries(signal);
  const { kubectl } = binaries;
  const cluster = await startCluster({ binaries, signal, onStep, argoCd });
  try {
    if (tree !== undefined) {
      const git = await syncFromLocalGit(cluster, tree);
      onStep(`${folder} pushed to ${git.checkout}, ${folder}/argocd applied`);
      return { cluster, kubectl, delivery: { applied: tree.argoCd.length, warnings: [], refused: [] }, git };
    }
    const delivery = await applyFolders(cluster.client, folders, signal);
    if (folders.length > 0) onStep(`${delivery.applied} objects applied from ${folders.join(', ')}`);
    return { cluster, kubectl, delivery };
  } catch (error) {
    await cluster.end();
    throw error;
  }
}

async function applyFolders(
  client: ApiClient,
  folders: readonly string[],
  signal: AbortSignal,
): Promise<Delivery> {
  const objects = (await Promise.all(folders.map(objectsBelow))).flat();
  const delivery = { applied: 0, warnings: [] as string[], refused: [] as string[] };
  for (const object of inWaveOrder(objects)) {
    signal.throwIfAborted();
    const name = label(referenceTo(object));
    try {
      const { warnings } = await deliver(client, object);
      delivery.applied += 1;
      delivery.warnings.push(...warnings.map(warning => `${name}: ${warning}`));
    } catch (error) {
      delivery.refused.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return delivery;
}

/** The objects of all manifests below a folder, Helm charts left out. */
export async function objectsBelow(folder: string): Promise<Awaited<ReturnType<typeof readManifest>>> {
  const { files } = await manifestFiles(folder);
  const read = await Promise.all(files.map(({ path }) => readManifest(join(folder, path))));
  return read.flat();
}
