import { join } from 'node:path';
import { goModule } from '../../go-module.ts';
import { type CrdSource, crdSources } from '../../versions.ts';
import type { ApiClient } from './client.ts';
import { type Look, until } from './deadline.ts';
import { readManifests } from './manifests.ts';
import { at, condition, type KubernetesObject, listAt } from './objects.ts';
import { inParallel } from './parallel.ts';

const kind = 'CustomResourceDefinition';
const apiVersion = 'apiextensions.k8s.io/v1';
const servedSeconds = 720;

/**
 * Every custom resource definition that `imports/` is generated from, and what comes with them
 * (Gateway API's ValidatingAdmissionPolicy), as their projects publish them.
 */
export async function readCrds(): Promise<readonly KubernetesObject[]> {
  const sources: readonly CrdSource[] = Object.values(crdSources);
  const read = await Promise.all(
    sources.map(async ({ module, version, folder }) =>
      readManifests(join(await goModule(module, version), folder)),
    ),
  );
  return read.flat();
}

/** Applies what `readCrds` read and waits until the server serves every definition. */
export async function applyCrds(
  client: ApiClient,
  objects: readonly KubernetesObject[],
  signal: AbortSignal,
): Promise<void> {
  const definitions = objects.filter(object => object.kind === kind);
  const others = objects.filter(object => object.kind !== kind);
  for (const part of [definitions, others]) {
    await inParallel(part, signal, async object => {
      await client.apply(object);
    });
  }
  await servedCrds(client, signal);
}

/** Waits until the server serves every definition that it holds; returns their number. */
export async function servedCrds(client: ApiClient, signal: AbortSignal): Promise<number> {
  const look = async (): Promise<Look<number>> => {
    const present = await client.list({ apiVersion, kind });
    const missing: string[] = [];
    for (const entry of present) if (!(await isServed(client, entry))) missing.push(entry.metadata.name);
    return missing.length === 0 ? { done: present.length } : { state: `not served: ${missing.join(', ')}` };
  };
  return until('custom resource definitions served', look, { seconds: servedSeconds, every: 0.5, signal });
}

async function isServed(client: ApiClient, definition: KubernetesObject): Promise<boolean> {
  if (condition(definition, 'Established') !== 'True') return false;
  const served = listAt(definition, 'spec', 'versions').find(version => at(version, 'served') === true);
  const apiVersion = `${at(definition, 'spec', 'group')}/${at(served, 'name')}`;
  return client.knows(apiVersion, String(at(definition, 'spec', 'names', 'kind')));
}
