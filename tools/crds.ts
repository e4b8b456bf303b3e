import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as yaml from 'js-yaml';
import { goModule } from './go-module.ts';
import type { OpenApiSchema } from './openapi.ts';
import { type CrdSourceName, crdSources } from './versions.ts';

/** One version of a custom resource definition. */
export interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly schema: { readonly openAPIV3Schema: OpenApiSchema };
}

export interface CustomResourceDefinition {
  readonly apiVersion: string;
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly scope: 'Namespaced' | 'Cluster';
    readonly versions: readonly CrdVersion[];
  };
}

/** Every custom resource definition of one pinned source, in the order of its files' names. */
export async function readCrds(source: CrdSourceName): Promise<CustomResourceDefinition[]> {
  const { module, version, folder } = crdSources[source];
  const path = join(await goModule(module, version), folder);
  const files = (await readdir(path)).filter(file => file.endsWith('.yaml')).sort();
  const documents = await Promise.all(
    files.map(async file => yaml.loadAll(await readFile(join(path, file), 'utf8'))),
  );
  const found = documents.flat().filter(isCrd);
  if (found.length === 0) {
    throw new Error(
      `tools/versions.ts: crdSources.${source}: no CustomResourceDefinition in ${folder} of ${module} ${version}; ` +
        'correct the folder',
    );
  }
  return found;
}

function isCrd(document: unknown): document is CustomResourceDefinition {
  return (
    typeof document === 'object' &&
    document !== null &&
    'kind' in document &&
    document.kind === 'CustomResourceDefinition'
  );
}
