import type { Resources } from '../config/resources.ts';
import type { Quantity } from '../config/units/quantity.ts';

/** Pods that are all alike, as many as can be there at one time. */
export interface PodShare {
  readonly count: number;
  /** Of each container of one pod. */
  readonly containers: readonly Resources[];
  /** Of each volume claim of one pod. */
  readonly storage: readonly Quantity[];
}
