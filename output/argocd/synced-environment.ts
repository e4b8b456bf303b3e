import type { Environment } from '../../config/environment.ts';
import type { Gitops } from '../../config/gitops.ts';

/** The fields of a rendered object from which Argo CD's permissions are computed. */
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

/** An environment that Argo CD syncs, and its source. */
export interface SyncedEnvironment extends Emitted {
  readonly gitops: Gitops;
}

/** The environments with `gitops`, sorted by name. */
export function syncedAmong(emitted: readonly Emitted[]): SyncedEnvironment[] {
  return emitted
    .flatMap(({ environment, objects }) =>
      environment.gitops ? [{ environment, objects, gitops: environment.gitops }] : [],
    )
    .sort((a, b) => (a.environment.name < b.environment.name ? -1 : 1));
}
