import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type KubernetesMinor, newestKubernetesMinor } from '../config/kubernetes.ts';
import { cached, contentKey, entryFolder } from './cache.ts';
import { crdSchemas } from './crd-schemas.ts';
import { readCrds } from './crds.ts';
import { goModule } from './go-module.ts';
import { kubernetesSchemas, type OpenApiDocument, strictDefinitions } from './kubernetes-schemas.ts';
import type { OpenApiSchema } from './openapi.ts';
import { type CrdSourceName, crdSources, kubernetesModule, kubernetesVersions } from './versions.ts';

/** The files whose code decides what the schemas look like: a change in one of them makes new schemas. */
const generator = ['crd-schemas.ts', 'crds.ts', 'kubernetes-schemas.ts', 'openapi.ts', 'schemas.ts'];

/**
 * The folder of one Kubernetes version's strict JSON Schemas, generated from the OpenAPI document in its Go
 * module and cached. kubeconform takes it as a schema location:
 * `<folder>/v1.36.3-standalone-strict/deployment-apps-v1.json`.
 */
export async function schemas(minor: KubernetesMinor): Promise<string> {
  const version = kubernetesVersions[minor];
  return cached('kubernetes-schemas', await kubernetesKey(minor), async folder => {
    progress(`Kubernetes ${version}`);
    await writeAll(join(folder, `v${version}-standalone-strict`), kubernetesSchemas(await openApi(minor)));
  });
}

/**
 * The folder of the strict JSON Schemas of every pinned custom resource, cached. kubeconform's schema location
 * is `<folder>/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`.
 */
export async function customResourceSchemas(): Promise<string> {
  return cached('crd-schemas', await customResourceKey(), async folder => {
    progress('custom resources');
    // Object metadata has been the same in every supported version.
    const definitions = strictDefinitions(await openApi(newestKubernetesMinor));
    for (const source of Object.keys(crdSources) as CrdSourceName[]) {
      for (const crd of await readCrds(source)) await writeAll(folder, crdSchemas(crd, definitions));
    }
  });
}

/** The schema locations that make kubeconform know one Kubernetes version and the custom resources. */
export async function schemaLocations(minor: KubernetesMinor): Promise<string[]> {
  const [kubernetes, customResources] = await Promise.all([schemas(minor), customResourceSchemas()]);
  return [kubernetes, join(customResources, '{{.Group}}', '{{.ResourceKind}}_{{.ResourceAPIVersion}}.json')];
}

/** Whether the schemas of custom resources and of these minors are in the cache: nothing is fetched for them. */
export async function haveSchemas(minors: readonly KubernetesMinor[]): Promise<boolean> {
  const entries = await Promise.all([
    customResourceKey().then(key => entryFolder('crd-schemas', key)),
    ...minors.map(async minor => entryFolder('kubernetes-schemas', await kubernetesKey(minor))),
  ]);
  return entries.every(entry => existsSync(entry));
}

async function kubernetesKey(minor: KubernetesMinor): Promise<string> {
  return contentKey(kubernetesVersions[minor], ...(await generatorSources()));
}

async function customResourceKey(): Promise<string> {
  return contentKey(JSON.stringify([crdSources, newestKubernetesMinor]), ...(await generatorSources()));
}

async function openApi(minor: KubernetesMinor): Promise<OpenApiDocument> {
  const module = await goModule(kubernetesModule, `v${kubernetesVersions[minor]}`);
  return JSON.parse(await readFile(join(module, 'api', 'openapi-spec', 'swagger.json'), 'utf8'));
}

function generatorSources(): Promise<string[]> {
  return Promise.all(generator.map(file => readFile(join(import.meta.dirname, file), 'utf8')));
}

async function writeAll(folder: string, schemas: ReadonlyMap<string, OpenApiSchema>): Promise<void> {
  for (const [file, schema] of schemas) {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify(schema));
  }
}

function progress(what: string): void {
  process.stderr.write(`generating JSON Schemas of ${what} once\n`);
}
