import type { Environment } from '../../config/environment.ts';
import { product, quotientUp } from '../../config/units/numbers.ts';
import type { PodShare } from '../pod-share.ts';
import { poolerTypes } from './endpoints.ts';
import { databasePods, poolerResources } from './resources.ts';

/**
 * The database at the most: its instances, its poolers with those that replace them in an update, and, where there
 * are backups, a second set of instances, because a restore is always a new Cluster beside the old one.
 *
 * A Job that brings an instance up stands in its place and asks for the same, so that it adds nothing.
 */
export function databaseFootprint({ database }: Environment): PodShare[] {
  if (database === undefined || database.external) return [];
  const pods = databasePods(database);
  const surge: PodShare = {
    count: product(poolerTypes(database).length, poolerSurge(database.pooler.instances)),
    containers: [poolerResources],
    storage: [],
  };
  const restored = database.backup === undefined ? [] : pods.filter(({ storage }) => storage.length > 0);
  return [...pods, surge, ...restored];
}

/** CloudNativePG leaves the strategy of a pooler's Deployment to its default: a quarter more, rounded up. */
function poolerSurge(instances: number): number {
  return quotientUp(instances, 4);
}
