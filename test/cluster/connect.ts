import { appendFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiClient } from '../../tools/cluster/harness/client.ts';
import { readKubeconfig } from '../../tools/cluster/harness/connection.ts';

/** The variable by which `run.ts` tells the tests where the cluster is. */
export const kubeconfigVariable = 'SLIPWAY_CLUSTER_KUBECONFIG';

/** What the tests count for the summary. */
export interface Counts {
  readonly applied: number;
  readonly warnings: number;
  readonly refused: number;
  readonly interrupted: number;
}

const none: Counts = { applied: 0, warnings: 0, refused: 0, interrupted: 0 };

/** The path of the cluster's kubeconfig. */
export function kubeconfig(): string {
  const path = process.env[kubeconfigVariable];
  if (path === undefined) {
    throw new Error(`${kubeconfigVariable}: not set; these tests need a cluster: npm run test:cluster`);
  }
  return path;
}

/** A client of the cluster that `run.ts` has started, as its administrator. */
export async function connect(): Promise<ApiClient> {
  return new ApiClient(await readKubeconfig(kubeconfig()));
}

/** Adds to what the summary of `run.ts` tells at the end; there is none where jest runs alone. */
export function count(counts: Partial<Counts>): void {
  const path = process.env[kubeconfigVariable];
  if (path !== undefined) appendFileSync(countsFile(path), `${JSON.stringify(counts)}\n`);
}

export function countsFile(path: string): string {
  return join(dirname(path), 'counts.jsonl');
}

export function sumCounts(lines: string): Counts {
  const parts = lines
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Partial<Counts>);
  return parts.reduce<Counts>(
    (sum, part) => ({
      applied: sum.applied + (part.applied ?? 0),
      warnings: sum.warnings + (part.warnings ?? 0),
      refused: sum.refused + (part.refused ?? 0),
      interrupted: sum.interrupted + (part.interrupted ?? 0),
    }),
    none,
  );
}
