import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ManagedCache } from '../../../config/cache.ts';
import { endpointName } from '../../../config/caches.ts';
import { cachePort, endpointLabels } from '../endpoints.ts';

/** The address of the endpoint: `cache-endpoint:6379`. */
export class EndpointService extends k8s.KubeService {
  constructor(scope: Construct, cache: string, endpoint: NonNullable<ManagedCache['endpoint']>) {
    const name = endpointName(cache);
    super(scope, `service-${name}`, {
      metadata: {
        name,
        ...(!endpoint.tls && { annotations: { 'slipway.dev/reason-plain-text': endpoint.reason } }),
      },
      spec: {
        selector: endpointLabels(cache),
        ports: [{ name: 'cache', port: cachePort, targetPort: k8s.IntOrString.fromString('cache') }],
      },
    });
  }
}
