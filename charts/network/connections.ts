import type { Environment } from '../../config/environment.ts';
import { ConnectionGraph } from './connection-graph.ts';
import { applicationConnections } from './graph/application.ts';
import { cacheConnections } from './graph/cache.ts';
import { certificateConnections } from './graph/certificates.ts';
import { databaseConnections } from './graph/database.ts';

/** Every connection of an environment, from its description alone. */
export function connectionsOf(environment: Environment): ConnectionGraph {
  return new ConnectionGraph([
    ...applicationConnections(environment),
    ...databaseConnections(environment),
    ...cacheConnections(environment),
    ...certificateConnections(environment),
  ]);
}
