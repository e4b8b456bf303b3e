import { clustersOf } from '../../config/clusters.ts';
import type { ManagedDatabase } from '../../config/database.ts';
import type { Environment } from '../../config/environment.ts';
import { product, quotientUp } from '../../config/units/numbers.ts';
import type { PodShare } from '../pod-share.ts';
import { poolerTypes } from './endpoints.ts';
import { databasePods, poolerResources } from './resources.ts';

/**
 * The largest footprint of each database: its instances, and its poolers plus their replacements during an update. With
 * backups also a second set of instances, because a restore is always a new Cluster next to the old one.
 *
 * A Job that creates an instance runs instead of it and has the same requests, so it adds nothing.
 */
export function databaseFootprint(environment: Environment): PodShare[] {
  return clustersOf(environment).flatMap(([, database]) => clusterFootprint(database));
}

function clusterFootprint(database: ManagedDatabase): PodShare[] {
  const pods = databasePods(database);
  const surge: PodShare = {
    count: product(poolerTypes(database).length, poolerSurge(database.pooler.instances)),
    containers: [poolerResources],
    storage: [],
  };
  const restored = database.backup === undefined ? [] : pods.filter(({ storage }) => storage.length > 0);
  return [...pods, surge, ...restored];
}

/** CloudNativePG uses the default strategy for a pooler's Deployment: a quarter more pods, rounded up. */
function poolerSurge(instances: number): number {
  return quotientUp(instances, 4);
}
