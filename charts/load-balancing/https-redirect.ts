import type { Construct } from 'constructs';
import {
  HttpRoute,
  HttpRouteSpecRulesFiltersRequestRedirectScheme,
  HttpRouteSpecRulesFiltersRequestRedirectStatusCode,
  HttpRouteSpecRulesFiltersType,
} from '../../imports/gateway-api.ts';
import { gatewayApi, gatewayName, plainListener } from './listeners.ts';

/**
 * Redirects every plain request to the same address with https.
 *
 * It names no host, so it is the least specific route. The route that cert-manager adds for an HTTP-01 challenge comes
 * before it.
 */
export class HttpsRedirect extends HttpRoute {
  constructor(scope: Construct) {
    super(scope, 'redirect-to-https', {
      metadata: { name: 'redirect-to-https' },
      spec: {
        parentRefs: [{ group: gatewayApi, kind: 'Gateway', name: gatewayName, sectionName: plainListener }],
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
