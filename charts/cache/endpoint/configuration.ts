import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ManagedCache } from '../../../config/cache.ts';
import type { Environment } from '../../../config/environment.ts';
import { checksum, shared } from '../../../config/units/data.ts';
import { endpointName } from '../endpoints.ts';
import { configurationFile, haproxyConfiguration } from './settings.ts';

/** The settings of HAProxy, without the password. */
export class EndpointConfiguration extends k8s.KubeConfigMap {
  /** The checksum of the settings: HAProxy reads them once, so a change must restart the pods. */
  readonly checksum: string;

  constructor(scope: Construct, { namespace }: Environment, cache: ManagedCache) {
    const data = shared('cache-endpoint-configuration', {
      [configurationFile]: haproxyConfiguration(cache, namespace),
    });
    super(scope, `configmap-${endpointName}`, { metadata: { name: endpointName }, data });
    this.checksum = checksum(data);
  }
}
