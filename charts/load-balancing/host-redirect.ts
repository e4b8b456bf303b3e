import type { Construct } from 'constructs';
import {
  HttpRoute,
  HttpRouteSpecRulesFiltersRequestRedirectScheme,
  HttpRouteSpecRulesFiltersRequestRedirectStatusCode,
  HttpRouteSpecRulesFiltersType,
} from '../../imports/gateway-api.ts';
import type { PublicHost } from './hosts.ts';
import { gatewayApi, type Parent } from './listeners.ts';

export interface HostRedirectProps {
  /** The host that answers instead. */
  readonly to: string;
  readonly parent: Parent;
}

/**
 * Redirects every request of one host to the same path of another one.
 *
 * Its name begins with `redirect.`, so that it is not the name of a route of an application, which has one dot.
 */
export class HostRedirect extends HttpRoute {
  constructor(scope: Construct, { host }: PublicHost, { to, parent }: HostRedirectProps) {
    super(scope, `redirect-${host}`, {
      metadata: { name: `redirect.${host}` },
      spec: {
        parentRefs: [{ group: gatewayApi, ...parent }],
        hostnames: [host],
        rules: [
          {
            filters: [
              {
                type: HttpRouteSpecRulesFiltersType.REQUEST_REDIRECT,
                requestRedirect: {
                  scheme: HttpRouteSpecRulesFiltersRequestRedirectScheme.HTTPS,
                  hostname: to,
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
