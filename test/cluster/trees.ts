import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient, Applied } from '../../tools/cluster/harness/client.ts';
import { deliver } from '../../tools/cluster/harness/deliver.ts';
import { type KubernetesObject, label, referenceTo } from '../../tools/cluster/harness/objects.ts';
import { inWaveOrder } from '../../tools/cluster/harness/waves.ts';
import { objectsBelow } from '../../tools/cluster/sandbox.ts';

/** The rendered trees; another folder of such can be tested instead. */
const dist = process.env.SLIPWAY_CLUSTER_DIST ?? join(import.meta.dirname, '..', '..', 'dist');

/** The folders of `dist/` that hold plain manifests: every environment, and what Argo CD itself reads. */
export function trees(): readonly string[] {
  const folders = readdirSync(dist, { withFileTypes: true }).filter(entry => entry.isDirectory());
  return folders.map(({ name }) => name).filter(name => !isChart(name));
}

function isChart(name: string): boolean {
  const inside = readdirSync(join(dist, name));
  return [name, ...inside.map(entry => join(name, entry))].some(folder =>
    existsSync(join(dist, folder, 'Chart.yaml')),
  );
}

/** The objects of one tree in the order in which Argo CD applies them. */
export async function objectsOf(tree: string): Promise<readonly KubernetesObject[]> {
  return inWaveOrder(await objectsBelow(join(dist, tree)));
}

/** One object of a tree and what the server made of it. */
export interface Delivered {
  readonly name: string;
  readonly sent: KubernetesObject;
  /** Absent when it was refused. */
  readonly stored?: KubernetesObject;
  /** `production/Service/web: …`, what the server refused or warned of. */
  readonly refused: readonly string[];
  readonly warnings: readonly string[];
}

/** Applies objects one after the other; a refusal does not end it, so that all are seen. */
export async function deliverAll(
  client: ApiClient,
  objects: readonly KubernetesObject[],
): Promise<readonly Delivered[]> {
  const delivered: Delivered[] = [];
  for (const sent of objects) delivered.push(await deliverOne(client, sent));
  return delivered;
}

async function deliverOne(client: ApiClient, sent: KubernetesObject): Promise<Delivered> {
  const name = label(referenceTo(sent));
  try {
    const { object, warnings }: Applied = await deliver(client, sent);
    return { name, sent, stored: object, refused: [], warnings: warnings.map(text => `${name}: ${text}`) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { name, sent, refused: [`${name}: ${message}`], warnings: [] };
  }
}
