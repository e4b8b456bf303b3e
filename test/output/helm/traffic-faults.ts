import { ownValues, type Values } from './chart.ts';

const { web = {} } = ownValues.applications as Record<string, Values>;
const traffic = (route: Values, application: Values = {}, cluster: Values = {}): Values => ({
  cluster,
  applications: {
    web: {
      ...application,
      host: web.host ?? 'app.example.com',
      routes: { all: { path: '/', match: 'prefix', ingressAnnotations: {}, ...route } },
    },
  },
});
const otherGateway = { namespaces: { gateway: 'gateways' } };
const at = 'applications.web.routes.all';

/** Faults about policies of Envoy Gateway. */
export const trafficFaults: readonly (readonly [what: string, values: Values, named: string])[] = [
  ['a buffer for streams', traffic({ requestBuffer: '10Mi', timeout: '0s' }), `${at}.requestBuffer`],
  ['a buffer of 4Gi', traffic({ requestBuffer: '4096Mi' }), `${at}.requestBuffer`],
  ['a buffer of half a Gi', traffic({ requestBuffer: '0.5Gi' }), `${at}.requestBuffer`],
  [
    'a buffer of another gateway',
    traffic({ requestBuffer: '10Mi' }, {}, otherGateway),
    `${at}.requestBuffer`,
  ],
  [
    'sticky sessions of another gateway',
    traffic({ consistentHash: { cookie: 'route' } }, {}, otherGateway),
    `${at}.consistentHash`,
  ],
  [
    'a buffer of an Ingress',
    traffic({ requestBuffer: '10Mi' }, {}, { gatewayClass: null, ingressClass: 'traefik' }),
    `${at}.requestBuffer`,
  ],
  [
    'a buffer for calls of gRPC',
    traffic(
      { requestBuffer: '10Mi' },
      {
        protocol: 'gRPC',
        health: null,
        metrics: { port: 9464, requests: 'grpc_server_handled_total' },
        scale: 3,
      },
    ),
    `${at}.requestBuffer`,
  ],
  [
    'a cookie with a blank',
    traffic({ consistentHash: { cookie: 'my cookie' } }),
    '/applications/web/routes/all/consistentHash/cookie',
  ],
];
