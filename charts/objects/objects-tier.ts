import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { Tier } from '../tier.ts';
import { FurtherObject } from './further-object.ts';

export const objectsTier = 'objects';

/**
 * Objects that no other key of the environment makes, as its file gives them.
 *
 * Default footprint: none.
 */
export class ObjectsTier extends Tier {
  constructor(scope: Construct, environment: Environment) {
    super(scope, objectsTier, environment);
    for (const [group, { manifests, syncWave }] of Object.entries(environment.objects)) {
      for (const [index, manifest] of manifests.entries()) {
        new FurtherObject(this, `${group}-${index}`, environment, manifest, syncWave);
      }
    }
  }
}
