import type { Environment } from '../../config/environment.ts';
import type { Gitops } from '../../config/gitops.ts';

/** As much of a rendered object as Argo CD's permissions are computed from. */
export interface EmittedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** An environment and every object that it renders to. */
export interface Emitted {
  readonly environment: Environment;
  readonly objects: readonly EmittedObject[];
}

/** An environment that Argo CD syncs, and from where. */
export interface SyncedEnvironment extends Emitted {
  readonly gitops: Gitops;
}

/** Those of the environments that say where Argo CD finds them, by name. */
export function syncedAmong(emitted: readonly Emitted[]): SyncedEnvironment[] {
  return emitted
    .flatMap(one => (one.environment.gitops ? [{ ...one, gitops: one.environment.gitops }] : []))
    .sort((a, b) => (a.environment.name < b.environment.name ? -1 : 1));
}
