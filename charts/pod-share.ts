import type { Resources } from '../config/resources.ts';
import type { Quantity } from '../config/units/quantity.ts';

/** Pods with the same resources; without containers, volumes that belong to no single pod. */
export interface PodShare {
  /** The largest number that can exist at one time. */
  readonly count: number;
  /** Tells it from other pods with the same containers. - none: they are the pods of the application itself. */
  readonly name?: string;
  /** Of each container of one pod. */
  readonly containers: readonly Resources[];
  /** Of each container that runs next to those. Default: none. */
  readonly sidecars?: readonly Resources[];
  /** Of each container that runs before those, by name: several may have the same. Default: none. */
  readonly initContainers?: readonly (Resources & { readonly name: string })[];
  /** The cache whose pods they are: each has the same for its sentinels. - none: no cache. */
  readonly cache?: string;
  /** Of each volume claim of one pod. */
  readonly storage: readonly Quantity[];
}
