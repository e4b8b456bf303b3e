import type { EmittedObject } from './synced-environment.ts';

/** A kind as an AppProject names it. */
export interface PermittedKind {
  readonly group: string;
  readonly kind: string;
}

/** One object without a namespace. */
export interface PermittedObject extends PermittedKind {
  readonly name: string;
}

/** What a set of objects needs of an AppProject, and nothing else. */
export interface Permissions {
  /** Objects without a namespace, each by its name: `Namespace/production` gives no right to another one. */
  readonly clusterObjects: readonly PermittedObject[];
  readonly namespacedKinds: readonly PermittedKind[];
  readonly namespaces: readonly string[];
}

export function permissionsFor(objects: readonly EmittedObject[]): Permissions {
  const clusterObjects = new Map<string, PermittedObject>();
  const namespacedKinds = new Map<string, PermittedKind>();
  const namespaces = new Set<string>();
  for (const { apiVersion, kind, metadata } of objects) {
    const permitted = { group: groupOf(apiVersion), kind };
    const key = `${permitted.group}/${kind}`;
    if (metadata.namespace === undefined) {
      clusterObjects.set(`${key}/${metadata.name}`, { ...permitted, name: metadata.name });
    } else {
      namespacedKinds.set(key, permitted);
      namespaces.add(metadata.namespace);
    }
  }
  return {
    clusterObjects: inKeyOrder(clusterObjects),
    namespacedKinds: inKeyOrder(namespacedKinds),
    namespaces: [...namespaces].sort(),
  };
}

/** `apps` of `apps/v1`; the core group, `v1`, has no name. */
function groupOf(apiVersion: string): string {
  const [group = '', version] = apiVersion.split('/');
  return version === undefined ? '' : group;
}

function inKeyOrder<T>(entries: ReadonlyMap<string, T>): T[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
