import type { Construct } from 'constructs';
import { type NamedCache, runningCaches } from '../../config/caches.ts';
import type { Environment } from '../../config/environment.ts';
import { Tier } from '../tier.ts';
import { addCertificates } from './certificates.ts';
import { CacheConfiguration } from './configuration.ts';
import { addDataPods } from './data-pods.ts';
import { addEndpoint } from './endpoint/endpoint.ts';
import { cachePassword } from './endpoints.ts';
import { CachePassword } from './password.ts';
import { PasswordSecret } from './password-secret.ts';
import { addSentinels } from './sentinels.ts';
import { addUserPasswords } from './users/secrets.ts';

/**
 * Valkey with Sentinel: one primary, replicas, and three sentinels that promote a replica if the primary fails. Once for
 * each cache that runs here.
 *
 * Default footprint of each: 3 data pods of 260m CPU and 1056Mi memory with 10Gi each. 3 sentinels of 60m CPU and 96Mi
 * memory with 1Gi each. With an endpoint 2 more pods of 100m and 64Mi.
 */
export class CacheTier extends Tier {
  constructor(scope: Construct, environment: Environment) {
    super(scope, 'cache', environment);
    for (const cache of runningCaches(environment)) this.addCache(environment, cache);
  }

  private addCache(environment: Environment, cache: NamedCache): void {
    const [name] = cache;
    const generator = new CachePassword(this, name);
    new PasswordSecret(this, { cache: name, secret: cachePassword(name).secret, generator });
    addUserPasswords(this, cache, generator);
    addCertificates(this, cache, environment.namespace);
    const configuration = new CacheConfiguration(this, cache);
    addDataPods(this, environment, cache, configuration.checksum);
    addSentinels(this, environment, cache, configuration.checksum);
    addEndpoint(this, environment, cache);
  }
}
