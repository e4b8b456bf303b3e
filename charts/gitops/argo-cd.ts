import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { applicationSet } from './application-set.ts';
import { project } from './project.ts';
import { type Emitted, syncedAmong } from './synced-environment.ts';

/** Where Argo CD and all its objects are. */
export const argoCdNamespace = 'argocd';

/** Names that an environment cannot have once Argo CD syncs it, and what has them already. */
const taken: Readonly<Record<string, string>> = {
  argocd: "the folder of Argo CD's own objects in the tree",
  default: 'the AppProject that every Argo CD has by itself',
};

/**
 * What an operator applies to Argo CD once, by hand: an ApplicationSet over all environments that say where they are
 * synced from, and an AppProject for each.
 *
 * Footprint: one ApplicationSet, and one AppProject an environment; no pods.
 */
export class ArgoCd extends Chart {
  constructor(scope: Construct, emitted: readonly Emitted[]) {
    super(scope, 'argocd', {
      namespace: argoCdNamespace,
      disableResourceNameHashes: true,
      labels: { 'app.kubernetes.io/managed-by': 'slipway' },
    });
    const synced = syncedAmong(emitted);
    this.node.addValidation({
      validate: () => synced.flatMap(({ environment }) => refusalOf(environment.name)),
    });
    for (const one of synced) project(this, one);
    if (synced.length > 0) applicationSet(this, synced);
  }
}

function refusalOf(name: string): string[] {
  const owner = taken[name];
  return owner === undefined ? [] : [`the environment's name ${name} is ${owner}; rename the environment`];
}
