import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { EnvironmentAppProject } from './app-project.ts';
import { EnvironmentsApplicationSet } from './application-set.ts';
import { type ArgoCdShare, shareOf, sharesInOrder } from './share.ts';
import { type Emitted, syncedAmong } from './synced-environment.ts';

/** The AppProject that every Argo CD has from the start. */
const defaultProject = 'default';

/**
 * The objects that an operator applies to Argo CD once, by hand: an ApplicationSet over all environments with `gitops`,
 * and an AppProject for each.
 *
 * Footprint: one ApplicationSet, and one AppProject an environment; no pods.
 */
export class ArgoCd extends Chart {
  /**
   * @param kept shares of environments that this run keeps: they are in the list, and their AppProjects are not made
   * again. Default: none.
   */
  constructor(scope: Construct, emitted: readonly Emitted[], kept: readonly ArgoCdShare[] = []) {
    const synced = syncedAmong(emitted);
    const made = synced.map(({ environment, gitops }) => shareOf(environment, gitops));
    const shares = sharesInOrder([...made, ...kept]);
    super(scope, 'argocd', {
      namespace: shares[0]?.namespace,
      disableResourceNameHashes: true,
      labels: { 'app.kubernetes.io/managed-by': 'slipway' },
    });
    this.node.addValidation({
      validate: () => [
        ...synced.flatMap(({ environment }) => refusalOf(environment.name)),
        ...refusalOfSeveral(shares),
      ],
    });
    for (const environment of synced) new EnvironmentAppProject(this, environment);
    const elements = shares.map(({ element }) => element);
    if (elements.length > 0) new EnvironmentsApplicationSet(this, elements);
  }
}

function refusalOf(name: string): string[] {
  if (name !== defaultProject) return [];
  return [
    `the environment's name ${name} is the name of Argo CD's default AppProject; rename the environment`,
  ];
}

function refusalOfSeveral(shares: readonly ArgoCdShare[]): string[] {
  const byNamespace = new Map<string, string[]>();
  for (const { namespace, element } of shares) {
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), element.name]);
  }
  if (byNamespace.size <= 1) return [];
  const found = [...byNamespace].map(([namespace, names]) => `${namespace} in ${names.join(', ')}`);
  return [
    `cluster.namespaces.argocd is ${found.join(' and ')}, expected one Argo CD for all environments of a folder; synthesize those of another Argo CD into another folder with --output`,
  ];
}
