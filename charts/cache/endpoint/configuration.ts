import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { endpointName, type NamedCache } from '../../../config/caches.ts';
import type { Environment } from '../../../config/environment.ts';
import { checksum, shared } from '../../../config/units/data.ts';
import { configurationFiles } from './settings.ts';

/** The settings of HAProxy, without the password. */
export class EndpointConfiguration extends k8s.KubeConfigMap {
  /** The checksum of the settings: HAProxy reads them once, so a change must restart the pods. */
  readonly checksum: string;

  constructor(scope: Construct, { namespace }: Environment, cache: NamedCache) {
    const files = configurationFiles(cache, namespace);
    const data = shared('cache-endpoint-configuration', files, cache[0]);
    const name = endpointName(cache[0]);
    super(scope, `configmap-${name}`, { metadata: { name }, data });
    this.checksum = checksum(data);
  }
}
