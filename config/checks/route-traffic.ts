import type { Application } from '../application/application.ts';
import type { Route } from '../application/route.ts';
import type { Cluster } from '../cluster.ts';
import { implementationOf } from '../gateway-implementation.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import { Quantity } from '../units/quantity.ts';
import type { Checking } from './checking.ts';

/** The keys of a route that become a BackendTrafficPolicy of Envoy Gateway. */
export const inTrafficPolicy = [
  'requestBuffer',
  'consistentHash',
] as const satisfies readonly (keyof Route)[];

/** Envoy counts the bytes of a request in 32 bits. Source: envoyproxy/gateway `buildRequestBuffer`. */
const tooLarge = Quantity.parse('4Gi');

/** The gateway knows the policies that routes need. `config/checks/ingress.ts` refuses them for an Ingress. */
export function checkRouteTraffic(
  checking: Checking,
  name: string,
  application: Application,
  cluster: Cluster,
): void {
  const path = ['applications', name, 'routes'];
  if (!checking.isSound(...path)) return;
  const isUnknown = implementationOf(cluster) === 'an unknown Gateway';
  const { protocol, ports } = application;
  const areSound = ['protocol', 'ports'].every(key => checking.isSound('applications', name, key));
  for (const [key, route] of Object.entries(application.routes)) {
    for (const field of inTrafficPolicy) {
      if (!isUnknown || route[field] === undefined) continue;
      checking.refuse(
        [...path, key, field],
        `needs a BackendTrafficPolicy of Envoy Gateway, found ${implementationOf(cluster)}; remove it, or set cluster.namespaces.gateway to envoy-gateway-system`,
      );
    }
    const spoken = route.targetPort === undefined ? protocol : ports[route.targetPort]?.protocol;
    checkRequestBuffer(checking, [...path, key, 'requestBuffer'], route, areSound && spoken === 'gRPC');
  }
}

/** A whole request is not a stream. */
function checkRequestBuffer(
  checking: Checking,
  path: Path,
  { requestBuffer, timeout }: Route,
  isGrpc: boolean,
): void {
  if (requestBuffer === undefined) return;
  if (requestBuffer.compare(tooLarge) >= 0) {
    checking.refuse(path, `found ${show(`${requestBuffer}`)}, expected less than ${tooLarge}; lower it`);
  }
  if (timeout?.toSeconds() === 0) {
    checking.refuse(
      path,
      'found together with timeout 0s, which is for streams; the gateway would hold a stream until its end; remove one',
    );
  }
  if (isGrpc) {
    checking.refuse(
      path,
      'found for a port that speaks gRPC, whose streams the gateway would hold until their end; remove it',
    );
  }
}
