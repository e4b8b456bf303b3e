import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { badInput } from '../../config/problem.ts';
import { LocalRepository } from './harness/argo-cd/repository.ts';
import type { Cluster } from './harness/cluster.ts';
import { readManifest } from './harness/manifests.ts';
import { at, type KubernetesObject, listAt } from './harness/objects.ts';

/** The folder of the tree in the repository, and of Argo CD's own objects in the tree. */
const treeFolder = 'dist';
const argoCdFolder = 'argocd';

const namespaceFile = /^[^/]+\/platform\/namespace-[^/]+\.yaml$/;

/** The API server of the cluster that Argo CD runs in. */
const ownCluster = 'https://kubernetes.default.svc';

/** A tree that the Argo CD of a cluster syncs from a repository on disk. */
export interface LocalGit {
  /** The work tree, from which `git publish` pushes. */
  readonly checkout: string;
  /** The folder of the tree in it. */
  readonly tree: string;
  /** The environments that Argo CD syncs. */
  readonly environments: readonly string[];
}

/** A tree as it lies on disk, read before there is a cluster. */
export interface SyncedTree {
  /** Every file by its path in the tree. */
  readonly files: ReadonlyMap<string, string>;
  /** The objects of its `argocd/`. */
  readonly argoCd: readonly KubernetesObject[];
  /** The namespaces of its environments, which Argo CD may not make. */
  readonly namespaces: readonly KubernetesObject[];
}

/** @throws BadInput when the folder has no `argocd/` with objects. */
export async function readSyncedTree(folder: string): Promise<SyncedTree> {
  const files = await filesBelow(folder);
  const paths = [...files.keys()].filter(
    path => path.startsWith(`${argoCdFolder}/`) && path.endsWith('.yaml'),
  );
  if (paths.length === 0) {
    throw badInput({
      file: join(folder, argoCdFolder),
      message:
        'no objects for Argo CD; name the repository in an environment file (gitops: { repository: … }) and run slipway synth',
    });
  }
  const namespaces = [...files.keys()].filter(path => namespaceFile.test(path));
  const read = (found: readonly string[]) =>
    Promise.all(found.map(path => readManifest(join(folder, path)))).then(objects => objects.flat());
  return { files, argoCd: await read(paths), namespaces: await read(namespaces) };
}

/**
 * Pushes a tree to a repository in the folder of a cluster and applies its namespaces and its `argocd/`. Argo CD then
 * syncs all of its environments from there, whatever repository they name.
 */
export async function syncFromLocalGit(
  { folder, client }: Cluster,
  { files, argoCd, namespaces }: SyncedTree,
): Promise<LocalGit> {
  const repository = await LocalRepository.create(join(folder, 'gitops'), 'platform');
  await repository.push(files, 'The tree', treeFolder);
  for (const object of namespaces) await client.apply(object, { fieldManager: 'kubectl' });
  for (const object of argoCd) {
    await client.apply(syncedFrom(repository.url, object), { fieldManager: 'kubectl' });
  }
  const environments = argoCd.flatMap(elementsOf).map(element => String(at(element, 'name')));
  return { tree: join(repository.checkout, treeFolder), checkout: repository.checkout, environments };
}

async function filesBelow(tree: string): Promise<Map<string, string>> {
  const entries = await readdir(tree, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  const read = files.map(async file => {
    return [relative(tree, file).split(sep).join('/'), await readFile(file, 'utf8')] as const;
  });
  return new Map(await Promise.all(read));
}

/** An object of `argocd/` with this repository and this cluster in place of those that it names. */
export function syncedFrom(repository: string, object: KubernetesObject): KubernetesObject {
  if (object.kind === 'AppProject') {
    const destinations = listAt(object, 'spec', 'destinations').map(destination => ({
      ...(destination as object),
      server: ownCluster,
    }));
    return { ...object, spec: { ...(object.spec as object), sourceRepos: [repository], destinations } };
  }
  const elements = elementsOf(object).map(element => ({
    ...(element as object),
    repository,
    revision: 'main',
    path: `${treeFolder}/${basename(String(at(element, 'path')))}`,
    destination: ownCluster,
  }));
  return { ...object, spec: { ...(object.spec as object), generators: [{ list: { elements } }] } };
}

function elementsOf(object: KubernetesObject): readonly unknown[] {
  return listAt(object, 'spec', 'generators', 0, 'list', 'elements');
}
