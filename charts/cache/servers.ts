import type { Construct } from 'constructs';
import { CachePodDisruptionBudget } from './pod-disruption-budget.ts';
import { HeadlessService, PodService } from './service.ts';
import { CacheStatefulSet, type ServersProps } from './stateful-set.ts';

/** Servers with names and volumes that outlive their pods. */
export function addServers(scope: Construct, props: ServersProps): void {
  new HeadlessService(scope, props);
  for (const name of props.podNames) new PodService(scope, name, props);
  new CachePodDisruptionBudget(scope, props);
  new CacheStatefulSet(scope, props);
}
