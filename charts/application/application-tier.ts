import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { Tier } from '../tier.ts';
import { ApplicationObjects } from './application-objects.ts';
import type { ConnectionSettings } from './connection-settings.ts';

/**
 * The objects that run the applications of an environment and release new versions of them.
 *
 * Default footprint: 8 objects an application; in the reference 3 to 12 pods of 500m and 256Mi.
 */
export class ApplicationTier extends Tier {
  constructor(scope: Construct, environment: Environment, connections: ConnectionSettings) {
    super(scope, 'application', environment);
    for (const [name, application] of Object.entries(environment.applications)) {
      new ApplicationObjects(this, { environment, name, application, connections });
    }
  }
}
