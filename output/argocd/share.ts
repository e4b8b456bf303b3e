import type { Environment } from '../../config/environment.ts';
import type { Gitops } from '../../config/gitops.ts';
import { compareCodePoints } from '../../config/units/order.ts';

/** What the ApplicationSet is told of an environment: the variables of its template. */
export interface ListElement {
  readonly name: string;
  readonly namespace: string;
  readonly repository: string;
  readonly revision: string;
  /** The folder of the environment's tree in the repository. */
  readonly path: string;
  readonly destination: string;
}

/** What is of one environment in the objects of Argo CD that all environments share. */
export interface ArgoCdShare {
  /** The namespace in which Argo CD runs. */
  readonly namespace: string;
  readonly element: ListElement;
}

/** The share of an environment that says where it is synced from. */
export function shareOf({ name, namespace, cluster }: Environment, gitops: Gitops): ArgoCdShare {
  const { repository, revision, path, destination } = gitops;
  const element = { name, namespace, repository, revision, path: `${path}/${name}`, destination };
  return { namespace: cluster.namespaces.argocd, element };
}

/** In the order of the names, whatever was made first. */
export function sharesInOrder(shares: readonly ArgoCdShare[]): ArgoCdShare[] {
  return [...shares].sort((a, b) => compareCodePoints(a.element.name, b.element.name));
}
