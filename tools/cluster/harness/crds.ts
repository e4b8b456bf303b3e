import { join } from 'node:path';
import { goModule } from '../../go-module.ts';
import { type CrdSource, crdSources } from '../../versions.ts';
import type { ApiClient } from './client.ts';
import { until } from './deadline.ts';
import { readManifests } from './manifests.ts';
import { condition, type KubernetesObject } from './objects.ts';
import { inParallel } from './parallel.ts';

const kind = 'CustomResourceDefinition';
const apiVersion = 'apiextensions.k8s.io/v1';

/**
 * Every custom resource definition that `imports/` is generated from, and what stands beside them
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

/** Applies what `readCrds` read and waits until the server serves every definition; returns their number. */
export async function applyCrds(
  client: ApiClient,
  objects: readonly KubernetesObject[],
  signal: AbortSignal,
): Promise<number> {
  const definitions = objects.filter(object => object.kind === kind);
  const others = objects.filter(object => object.kind !== kind);
  for (const part of [definitions, others]) {
    await inParallel(part, signal, async object => {
      await client.apply(object);
    });
  }
  await established(
    client,
    definitions.map(({ metadata }) => metadata.name),
    signal,
  );
  return definitions.length;
}

async function established(client: ApiClient, names: readonly string[], signal: AbortSignal): Promise<void> {
  const look = async () => {
    const present = await client.list({ apiVersion, kind });
    const served = present.filter(entry => condition(entry, 'Established') === 'True');
    const missing = names.filter(name => !served.some(entry => entry.metadata.name === name));
    return missing.length === 0 ? { done: undefined } : { state: `not established: ${missing.join(', ')}` };
  };
  await until('custom resource definitions established', look, { signal });
}
