import type { Construct } from 'constructs';
import type { NamedCache } from '../../../config/caches.ts';
import type { Environment } from '../../../config/environment.ts';
import { EndpointConfiguration } from './configuration.ts';
import { EndpointDeployment } from './deployment.ts';
import { EndpointDisruptionBudget } from './disruption-budget.ts';
import { EndpointService } from './service.ts';

/**
 * HAProxy in front of the data pods: one plain address that leads to the primary, for clients that do not know
 * Sentinel.
 */
export function addEndpoint(scope: Construct, environment: Environment, cache: NamedCache): void {
  const [name, { endpoint }] = cache;
  if (endpoint === undefined) return;
  const configuration = new EndpointConfiguration(scope, environment, cache);
  new EndpointService(scope, name, endpoint);
  new EndpointDisruptionBudget(scope, name);
  new EndpointDeployment(scope, environment, cache, configuration.checksum);
}
