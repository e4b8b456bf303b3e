import type { Route } from '../../config/application/route.ts';
import { byKey } from '../../config/units/order.ts';
import {
  type HttpRouteSpecRulesFilters,
  type HttpRouteSpecRulesFiltersCorsAllowMethods,
  HttpRouteSpecRulesFiltersRequestRedirectScheme,
  HttpRouteSpecRulesFiltersType,
  HttpRouteSpecRulesFiltersUrlRewritePathType,
} from '../../imports/gateway-api.ts';

const type = HttpRouteSpecRulesFiltersType;

/** What a route does to requests and answers, as filters of an HTTPRoute. */
export function filtersOf(route: Route): HttpRouteSpecRulesFilters[] {
  const { redirect, rewrite, requestHeaders, responseHeaders, cors } = route;
  return [
    ...(redirect ? [redirected(redirect)] : []),
    ...(rewrite ? [{ type: type.URL_REWRITE, urlRewrite: replaced(rewrite) }] : []),
    ...(requestHeaders
      ? [{ type: type.REQUEST_HEADER_MODIFIER, requestHeaderModifier: modified(requestHeaders) }]
      : []),
    ...(responseHeaders
      ? [{ type: type.RESPONSE_HEADER_MODIFIER, responseHeaderModifier: modified(responseHeaders) }]
      : []),
    ...(cors ? [shared(cors)] : []),
  ];
}

function redirected({ statusCode, ...rest }: NonNullable<Route['redirect']>) {
  const { HTTPS } = HttpRouteSpecRulesFiltersRequestRedirectScheme;
  return {
    type: type.REQUEST_REDIRECT,
    requestRedirect: { scheme: HTTPS, ...replaced(rest), statusCode },
  } as HttpRouteSpecRulesFilters;
}

/** `config/checks/route-filters.ts` checks that only one path is there. */
function replaced({ hostname, replaceFullPath, replacePrefixMatch }: NonNullable<Route['rewrite']>) {
  const { REPLACE_FULL_PATH, REPLACE_PREFIX_MATCH } = HttpRouteSpecRulesFiltersUrlRewritePathType;
  return {
    ...(hostname !== undefined && { hostname }),
    ...(replaceFullPath !== undefined && { path: { type: REPLACE_FULL_PATH, replaceFullPath } }),
    ...(replacePrefixMatch !== undefined && { path: { type: REPLACE_PREFIX_MATCH, replacePrefixMatch } }),
  };
}

function modified({ set, add, remove }: NonNullable<Route['requestHeaders']>) {
  return {
    ...(Object.keys(set).length > 0 && { set: headersOf(set) }),
    ...(Object.keys(add).length > 0 && { add: headersOf(add) }),
    ...(remove.length > 0 && { remove }),
  };
}

function headersOf(headers: Readonly<Record<string, string>>) {
  return byKey(headers).map(([name, value]) => ({ name, value }));
}

function shared(cors: NonNullable<Route['cors']>): HttpRouteSpecRulesFilters {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge } = cors;
  return {
    type: type.CORS,
    cors: {
      allowOrigins,
      ...(allowMethods.length > 0 && {
        allowMethods: allowMethods as HttpRouteSpecRulesFiltersCorsAllowMethods[],
      }),
      ...(allowHeaders.length > 0 && { allowHeaders }),
      ...(exposeHeaders.length > 0 && { exposeHeaders }),
      ...(allowCredentials && { allowCredentials }),
      maxAge: maxAge.toSeconds(),
    },
  };
}
