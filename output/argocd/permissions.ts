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

/** The permissions that a set of objects needs in an AppProject, and no more. */
export interface Permissions {
  /** Objects without a namespace, each by its name: a name permits no other object. */
  readonly clusterObjects: readonly PermittedObject[];
  readonly namespacedKinds: readonly PermittedKind[];
  readonly namespaces: readonly string[];
}

/**
 * The permissions for all objects but the Namespace: with that permission Git could remove its Pod Security labels. Argo CD
 * could make it from `managedNamespaceMetadata`, but needs the same permission for that, and then prefers what Git says
 * (argo-cd `controller/state.go`, gitops-engine `pkg/sync/sync_context.go`, `autoCreateNamespace`).
 */
export function permissionsFor(all: readonly EmittedObject[]): Permissions {
  const objects = all.filter(({ apiVersion, kind }) => apiVersion !== 'v1' || kind !== 'Namespace');
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
