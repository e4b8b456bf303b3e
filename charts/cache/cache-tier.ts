import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ManagedCache } from '../../config/cache.ts';
import type { Environment } from '../../config/environment.ts';
import { checksum, shared } from '../../config/units/data.ts';
import { Tier } from '../tier.ts';
import { addDataPods } from './data-pods.ts';
import { configurationName } from './pod.ts';
import { addCertificates, addPassword } from './secrets.ts';
import { addSentinels } from './sentinels.ts';
import { configurationFiles } from './settings.ts';

/**
 * Valkey with Sentinel: one primary, replicas, and three sentinels that name another primary when it fails. Nothing
 * for an environment without a cache, or with an external one.
 *
 * Default footprint: 3 data pods of 260m CPU and 1056Mi memory with 10Gi each, 3 sentinels of 60m CPU and 96Mi memory
 * with 1Gi each.
 */
export class CacheTier extends Tier {
  constructor(scope: Construct, environment: Environment) {
    super(scope, 'cache', environment);
    const { cache } = environment;
    if (cache === undefined || cache.external) return;
    addPassword(this);
    addCertificates(this, environment.namespace);
    const configuration = this.addConfiguration(cache);
    addDataPods(this, environment, cache, configuration);
    addSentinels(this, environment, cache, configuration);
  }

  /** Returns a checksum of the files: pods read them once, so a change must restart them. */
  private addConfiguration(cache: ManagedCache): string {
    const data = shared('cache-configuration', configurationFiles(cache));
    new k8s.KubeConfigMap(this, `configmap-${configurationName}`, {
      metadata: { name: configurationName },
      data,
    });
    return checksum(data);
  }
}
