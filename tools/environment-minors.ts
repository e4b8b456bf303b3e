import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAtLeast, type KubernetesMinor } from '../config/kubernetes.ts';
import type { ManifestFile } from './manifest-files.ts';

/** A folder of a tree whose objects are made for one Kubernetes minor, and also valid for newer ones. */
export interface EnvironmentFolder {
  /** Relative to the tree; empty if the tree has only one environment. */
  readonly path: string;
  readonly minor: `1.${number}`;
}

/** Where `slipway synth` writes the Namespace of an environment. */
const namespaceFile = /^(?:(.*)\/)?platform\/namespace-[^/]+\.yaml$/;

/** The label with the Kubernetes minor of the environment file, by whose rules pods are admitted. */
const minorLabel = /pod-security\.kubernetes\.io\/enforce-version: ["']?v(1\.\d+)\b/;

/** The environments of a tree whose Kubernetes minor is known. */
export async function environmentFolders(
  folder: string,
  files: readonly ManifestFile[],
): Promise<EnvironmentFolder[]> {
  const found = files.map(async ({ path }) => {
    const match = namespaceFile.exec(path);
    const minor = match && minorLabel.exec(await readFile(join(folder, path), 'utf8'))?.[1];
    return minor ? [{ path: match[1] ?? '', minor: minor as `1.${number}` }] : [];
  });
  return (await Promise.all(found)).flat();
}

/** The folders whose objects may have fields that a Kubernetes minor does not have yet. */
export function foldersBeyond(folders: readonly EnvironmentFolder[], kubernetes: KubernetesMinor): string[] {
  return folders.flatMap(({ path, minor }) => (isAtLeast(kubernetes, minor) ? [] : [path]));
}

/** Whether a file lies in one of the folders. */
export function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some(folder => folder === '' || path.startsWith(`${folder}/`));
}
