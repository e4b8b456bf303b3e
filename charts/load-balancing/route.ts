import type { Construct } from 'constructs';
import {
  HttpRoute,
  HttpRouteSpecRulesFiltersRequestRedirectScheme,
  HttpRouteSpecRulesFiltersRequestRedirectStatusCode,
  HttpRouteSpecRulesFiltersType,
} from '../../imports/gateway-api.ts';
import { servicePort } from '../application/endpoints.ts';
import type { PublicHost } from './hosts.ts';
import { gatewayName, type Parent, plainListener } from './listeners.ts';

const group = 'gateway.networking.k8s.io';

/** Sends every request of a host to its Service. A release changes the Service's selector, never the route. */
export class HostRoute extends HttpRoute {
  constructor(scope: Construct, { name, host }: PublicHost, parent: Parent) {
    super(scope, `route-${name}`, {
      metadata: { name },
      spec: {
        parentRefs: [{ group, ...parent }],
        hostnames: [host],
        rules: [{ backendRefs: [{ name, port: servicePort }] }],
      },
    });
  }
}

/**
 * Redirects every plain request to the same address with https.
 *
 * It names no host, so it is the least specific route. The route that cert-manager adds for an HTTP-01 challenge comes
 * before it.
 */
export class RedirectRoute extends HttpRoute {
  constructor(scope: Construct) {
    super(scope, 'redirect-to-https', {
      metadata: { name: 'redirect-to-https' },
      spec: {
        parentRefs: [{ group, kind: 'Gateway', name: gatewayName, sectionName: plainListener }],
        rules: [
          {
            filters: [
              {
                type: HttpRouteSpecRulesFiltersType.REQUEST_REDIRECT,
                requestRedirect: {
                  scheme: HttpRouteSpecRulesFiltersRequestRedirectScheme.HTTPS,
                  statusCode: HttpRouteSpecRulesFiltersRequestRedirectStatusCode.VALUE_301,
                },
              },
            ],
          },
        ],
      },
    });
  }
}
