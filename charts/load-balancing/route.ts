import type { Construct } from 'constructs';
import type { Route } from '../../config/application/route.ts';
import { formatDuration } from '../../config/units/duration.ts';
import {
  HttpRoute,
  type HttpRouteSpecRules,
  HttpRouteSpecRulesMatchesPathType,
} from '../../imports/gateway-api.ts';
import type { Parent } from './listeners.ts';
import { filtersOf } from './route-filters.ts';
import { attachment, type ServiceRoute } from './routes.ts';

/** Sends requests to a Service. A release changes the Service's selector, never the route. */
export class ApplicationRoute extends HttpRoute {
  constructor(scope: Construct, route: ServiceRoute, parents: readonly Parent[]) {
    const { metadata, attached } = attachment(route, parents);
    super(scope, `route-${route.name}`, {
      metadata,
      spec: {
        ...attached,
        rules: [
          {
            ...(route.route && pathRule(route.route)),
            ...(route.route?.redirect === undefined && {
              backendRefs: [{ name: route.service, port: route.port }],
            }),
          },
        ],
      },
    });
  }
}

/** The requests of a route, and what is done to them. */
function pathRule(route: Route): HttpRouteSpecRules {
  const { EXACT, PATH_PREFIX } = HttpRouteSpecRulesMatchesPathType;
  const { path, match, timeout } = route;
  const filters = filtersOf(route);
  return {
    matches: [{ path: { type: match === 'exact' ? EXACT : PATH_PREFIX, value: path } }],
    ...(filters.length > 0 && { filters }),
    ...(timeout && { timeouts: { request: formatDuration(timeout) } }),
  };
}
