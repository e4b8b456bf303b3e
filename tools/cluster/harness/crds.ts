import { join } from 'node:path';
import { goModule } from '../../go-module.ts';
import { type CrdSource, crdSources } from '../../versions.ts';
import type { ApiClient } from './client.ts';
import { until } from './deadline.ts';
import { readManifests } from './manifests.ts';
import { condition, type KubernetesObject, referenceTo } from './objects.ts';

const kind = 'CustomResourceDefinition';

/**
 * Applies every custom resource definition that `imports/` is generated from, and what stands beside them
 * (Gateway API's ValidatingAdmissionPolicy), and waits until the server serves them all. Returns how many
 * there are.
 */
export async function applyCrds(client: ApiClient, signal: AbortSignal): Promise<number> {
  const sources: readonly CrdSource[] = Object.values(crdSources);
  const read = await Promise.all(sources.map(readSource));
  const [definitions, others] = partition(read.flat());
  for (const object of [...definitions, ...others]) {
    signal.throwIfAborted();
    await client.apply(object);
  }
  await established(client, definitions, signal);
  return definitions.length;
}

async function readSource({ module, version, folder }: CrdSource): Promise<KubernetesObject[]> {
  return readManifests(join(await goModule(module, version), folder));
}

function partition(objects: readonly KubernetesObject[]): [KubernetesObject[], KubernetesObject[]] {
  return [objects.filter(object => object.kind === kind), objects.filter(object => object.kind !== kind)];
}

async function established(
  client: ApiClient,
  definitions: readonly KubernetesObject[],
  signal: AbortSignal,
): Promise<void> {
  const look = async () => {
    const missing: string[] = [];
    for (const definition of definitions) {
      const present = await client.find(referenceTo(definition));
      if (condition(present, 'Established') !== 'True') missing.push(definition.metadata.name);
    }
    return missing.length === 0 ? { done: undefined } : { state: `not established: ${missing.join(', ')}` };
  };
  await until('custom resource definitions established', look, { signal });
}
