import type { Construct } from 'constructs';
import { CachePodDisruptionBudget } from './pod-disruption-budget.ts';
import { HeadlessService, PodService } from './service.ts';
import { CacheStatefulSet, type ServersProps } from './stateful-set.ts';

/** Servers whose names and volumes stay when their pods are replaced. */
export function addServers(scope: Construct, props: ServersProps): void {
  new HeadlessService(scope, props);
  for (const name of props.podNames) new PodService(scope, name, props);
  new CachePodDisruptionBudget(scope, props);
  new CacheStatefulSet(scope, props);
}
