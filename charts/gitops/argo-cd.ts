import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { applicationSet } from './application-set.ts';
import { project } from './project.ts';
import { type Emitted, syncedAmong } from './synced-environment.ts';

/** The AppProject that every Argo CD has by itself. */
const defaultProject = 'default';

/**
 * What an operator applies to Argo CD once, by hand: an ApplicationSet over all environments that say where they are
 * synced from, and an AppProject for each.
 *
 * Footprint: one ApplicationSet, and one AppProject an environment; no pods.
 */
export class ArgoCd extends Chart {
  constructor(scope: Construct, emitted: readonly Emitted[]) {
    const synced = syncedAmong(emitted);
    const namespaces = [...new Set(synced.map(({ environment }) => environment.cluster.namespaces.argocd))];
    super(scope, 'argocd', {
      namespace: namespaces[0],
      disableResourceNameHashes: true,
      labels: { 'app.kubernetes.io/managed-by': 'slipway' },
    });
    this.node.addValidation({
      validate: () => [
        ...synced.flatMap(({ environment }) => refusalOf(environment.name)),
        ...refusalOfSeveral(namespaces),
      ],
    });
    for (const one of synced) project(this, one);
    if (synced.length > 0) applicationSet(this, synced);
  }
}

function refusalOf(name: string): string[] {
  if (name !== defaultProject) return [];
  return [
    `the environment's name ${name} is the AppProject that every Argo CD has by itself; rename the environment`,
  ];
}

function refusalOfSeveral(namespaces: readonly string[]): string[] {
  if (namespaces.length <= 1) return [];
  return [
    `cluster.namespaces.argocd is ${namespaces.join(' and ')} in different environments, expected one Argo CD for all; synthesize those of another Argo CD by themselves`,
  ];
}
