import { inTrafficPolicy } from '../../../config/checks/route-traffic.ts';
import { call, type Field, include, inside, piped, variable } from '../template/expression.ts';
import { app, type Choice, type Choices, isWord, type Round, whole } from './choice.ts';
import { answered, itself, listens, mayHaveHost, of, optional, together, where } from './rows.ts';

/** One route of an application, in the loop through all of them. */
const route = variable('$route', 'data', ['application', of('routes')], of('routes.*'));

/** One listener of an application, in the loop through all of them. */
const listener = variable('$listener', 'data', ['application', of('listeners')], of('listeners.*'));

const annotation: Round = { key: '$annotation', item: '$text', isApart: true };

const inRoute = (key: string) => of(`routes.*.${key}`);

/** A key of something that a route may have, which is empty where the route does not have it. */
function below(outer: string, key: string): Field {
  return { ...inside(inside(route, outer, 'data'), key, 'data'), certain: 1 };
}

/** The path and the host that a redirect or a rewrite puts in place of those of the request: at least one of them. */
function replaced(outer: 'redirect' | 'rewrite'): Record<string, Choice> {
  const hasNew = (key: string) => call('hasKey', optionalKey(outer), key);
  return {
    [`${outer}Path`]: {
      domain: ['none', 'full', 'prefix'],
      says: {
        [inRoute(`${outer}.replaceFullPath`)]: made => made === 'full',
        [inRoute(`${outer}.replacePrefixMatch`)]: made => made === 'prefix',
      },
      asks: [
        [hasNew('replaceFullPath'), made => made === 'full'],
        [hasNew('replacePrefixMatch'), made => made === 'prefix'],
      ],
    },
    [`${outer}Host`]: {
      made: (drawn, choices) => drawn || choices[`${outer}Path`] === 'none',
      says: { [inRoute(`${outer}.hostname`)]: made => made },
      asks: [[hasNew('hostname')]],
    },
  };
}

/** Something that may be missing, as a map that is never missing. */
function optionalKey(outer: string) {
  return call('default', call('dict'), inside(route, outer, 'data'));
}

/** Changes of headers: at least one. */
function headers(outer: 'requestHeaders' | 'responseHeaders'): Record<string, Choice> {
  const asks = (key: string): Choice['asks'] => [[below(outer, key)]];
  return {
    [`${outer}Add`]: optional(inRoute(`${outer}.add`), { asks: asks('add') }),
    [`${outer}Remove`]: optional(inRoute(`${outer}.remove`), { asks: asks('remove') }),
    [`${outer}Set`]: optional(inRoute(`${outer}.set`), {
      made: (drawn, choices) => drawn || !(choices[`${outer}Add`] || choices[`${outer}Remove`]),
      asks: asks('set'),
    }),
  };
}

const filters = ['redirect', 'rewrite', 'requestHeaders', 'responseHeaders', 'cors'];
const hasFilter = (choices: Choices) => filters.some(key => choices[inRoute(key)] === true);
const hasTraffic = (choices: Choices) => inTrafficPolicy.some(key => choices[inRoute(key)] === true);

/** What an application may say about its hosts and routes. */
export const routeTable: Readonly<Record<string, Choice>> = {
  listeners: optional(of('listeners'), {
    needs: listens,
    round: { key: '$listenerName', item: '$listener' },
  }),
  listenerProtocol: {
    domain: ['TCP', 'TLS'],
    says: {
      [of('listeners.*.protocol')]: itself,
      [of('listeners.*.hostname')]: made => made === 'TLS',
    },
    asks: [isWord(inside(listener, 'protocol', 'word'), 'TLS')],
  },
  hosts: optional(of('hosts'), { needs: mayHaveHost, round: { item: '$host' } }),
  redirects: optional(of('redirects'), { needs: mayHaveHost, round: { item: '$redirect' } }),
  routes: optional(of('routes'), { needs: mayHaveHost, round: { key: '$routeName', item: '$route' } }),
  ingressAnnotations: optional(of('ingressAnnotations'), { needs: listens, round: annotation }),
  routeIngressAnnotations: optional(inRoute('ingressAnnotations'), {
    asks: [[inside(route, 'ingressAnnotations', 'data')]],
    round: annotation,
  }),
  previewAnnotations: optional(of('delivery.preview?.ingressAnnotations'), { round: annotation }),
  match: {
    domain: ['prefix', 'exact'],
    says: { [inRoute('match')]: match => match },
    asks: [isWord(inside(route, 'match', 'word'), 'prefix')],
  },
  // A route is on a host of its application, or names one.
  routeHost: {
    made: (drawn, { host }) => drawn || !host,
    says: { [inRoute('host')]: host => host },
    asks: [[call('hasKey', route, 'host')]],
  },
  targetPorts: answered(piped('fromJsonArray', include('target-ports', app)), {
    made: where(({ routes, listeners }) => routes === true || listeners === true),
  }),
  // Whatever users reach leads to one of the two.
  leadsToRequests: answered(include('leads-to-requests', app), {
    made: (drawn, { host, routes, listeners, targetPorts }) =>
      [host, routes, listeners].includes(true) && (drawn || targetPorts !== true),
  }),
  hasFilter: together(call('or', ...filters.map(key => inside(route, key, 'data'))), hasFilter),
  hasTraffic: together(call('or', ...inTrafficPolicy.map(key => inside(route, key, 'data'))), hasTraffic),
  ...replaced('redirect'),
  ...replaced('rewrite'),
  ...headers('requestHeaders'),
  ...headers('responseHeaders'),
  allowMethods: optional(inRoute('cors.allowMethods'), {
    asks: [[below('cors', 'allowMethods')]],
    round: whole,
  }),
};
