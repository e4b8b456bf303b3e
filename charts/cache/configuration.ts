import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { NamedCache } from '../../config/caches.ts';
import { checksum, shared } from '../../config/units/data.ts';
import { configurationFiles } from './settings.ts';

/** The scripts and settings of servers and sentinels. */
export class CacheConfiguration extends k8s.KubeConfigMap {
  /** The checksum of the files: pods read them once, so a change must restart the pods. */
  readonly checksum: string;

  constructor(scope: Construct, cache: NamedCache) {
    const [name] = cache;
    const data = shared('cache-configuration', configurationFiles(cache), name);
    super(scope, `configmap-${name}`, { metadata: { name }, data });
    this.checksum = checksum(data);
  }
}
