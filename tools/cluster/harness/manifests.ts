import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { KubernetesObject } from './objects.ts';

/** The objects of a YAML file, empty documents left out. */
export async function readManifest(file: string): Promise<KubernetesObject[]> {
  const documents = loadAll(await readFile(file, 'utf8'), { filename: file });
  return documents.filter(
    (document): document is KubernetesObject => document !== null && document !== undefined,
  );
}

/** The objects of all YAML files directly in a folder. */
export async function readManifests(folder: string): Promise<KubernetesObject[]> {
  const files = (await readdir(folder)).filter(entry => entry.endsWith('.yaml')).sort();
  const objects = await Promise.all(files.map(file => readManifest(join(folder, file))));
  return objects.flat().filter(object => object.apiVersion !== 'kustomize.config.k8s.io/v1beta1');
}
