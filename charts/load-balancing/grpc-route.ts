import type { Construct } from 'constructs';
import { GrpcRoute } from '../../imports/gateway-api.ts';
import type { Parent } from './listeners.ts';
import { attachment, type ServiceRoute } from './routes.ts';

/**
 * Sends all calls of gRPC for some hosts to a Service. A release changes the Service's selector, never the route.
 *
 * A host has routes of one kind only: a Gateway refuses the younger one of two (gateway-api `apis/v1/grpcroute_types.go`).
 */
export class ApplicationGrpcRoute extends GrpcRoute {
  constructor(scope: Construct, route: ServiceRoute, parents: readonly Parent[]) {
    const { metadata, attached } = attachment(route, parents);
    super(scope, `route-${route.name}`, {
      metadata,
      spec: {
        ...attached,
        rules: [{ backendRefs: [{ name: route.service, port: route.port }] }],
      },
    });
  }
}
