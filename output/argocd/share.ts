import type { Environment } from '../../config/environment.ts';
import type { Gitops } from '../../config/gitops.ts';
import { compareCodePoints } from '../../config/units/order.ts';

/** The list element of an environment in the ApplicationSet: the variables of its template. */
export interface ListElement {
  readonly name: string;
  readonly namespace: string;
  readonly repository: string;
  readonly revision: string;
  /** The folder of the environment's tree in the repository. */
  readonly path: string;
  readonly destination: string;
}

/** The part of one environment in the objects of Argo CD that all environments share. */
export interface ArgoCdShare {
  /** The namespace of Argo CD. */
  readonly namespace: string;
  readonly element: ListElement;
}

/** The share of an environment with `gitops`. */
export function shareOf({ name, namespace, cluster }: Environment, gitops: Gitops): ArgoCdShare {
  const { repository, revision, path, destination } = gitops;
  const element = { name, namespace, repository, revision, path: `${path}/${name}`, destination };
  return { namespace: cluster.namespaces.argocd, element };
}

/** The shares sorted by name. */
export function sharesInOrder(shares: readonly ArgoCdShare[]): ArgoCdShare[] {
  return [...shares].sort((a, b) => compareCodePoints(a.element.name, b.element.name));
}
