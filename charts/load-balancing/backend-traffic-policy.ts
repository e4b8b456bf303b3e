import type { Construct } from 'constructs';
import type { Route } from '../../config/application/route.ts';
import { formatDuration } from '../../config/units/duration.ts';
import {
  BackendTrafficPolicy,
  BackendTrafficPolicySpecLoadBalancerConsistentHashType,
  BackendTrafficPolicySpecLoadBalancerType,
  BackendTrafficPolicySpecRequestBufferLimit,
} from '../../imports/envoy-gateway.ts';
import { gatewayApi } from './listeners.ts';
import type { ServiceRoute } from './routes.ts';

/**
 * What Envoy Gateway does with the requests of one route beyond the Gateway API. There is one policy for a route: of two,
 * only the older one holds. It is merged into a policy of the Gateway, which it would replace otherwise (envoyproxy/gateway
 * `api/v1alpha1/backendtrafficpolicy_types.go`, `MergeType`).
 */
export class RouteBackendTrafficPolicy extends BackendTrafficPolicy {
  constructor(scope: Construct, { name }: ServiceRoute, { requestBuffer, consistentHash }: Route) {
    super(scope, `traffic-${name}`, {
      metadata: { name },
      spec: {
        targetRefs: [{ group: gatewayApi, kind: 'HTTPRoute', name }],
        mergeType: 'StrategicMerge',
        ...(requestBuffer && {
          requestBuffer: { limit: BackendTrafficPolicySpecRequestBufferLimit.fromString(`${requestBuffer}`) },
        }),
        ...(consistentHash && {
          loadBalancer: {
            type: BackendTrafficPolicySpecLoadBalancerType.CONSISTENT_HASH,
            consistentHash: {
              type: BackendTrafficPolicySpecLoadBalancerConsistentHashType.COOKIE,
              cookie: cookieOf(consistentHash),
            },
          },
        }),
      },
    });
  }
}

/**
 * The cookie that leads to a pod. Envoy adds `HttpOnly` to one that it makes, and without `Path` a browser sends it for
 * the folder of the first request only (envoyproxy/envoy `source/common/http/utility.cc`, `makeSetCookieValue`).
 */
function cookieOf({ cookie, ttl }: NonNullable<Route['consistentHash']>) {
  return {
    name: cookie,
    ...(ttl && {
      ttl: formatDuration(ttl),
      attributes: { Path: '/', SameSite: 'Lax', Secure: '' },
    }),
  };
}
