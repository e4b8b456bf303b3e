import fc from 'fast-check';
import type { EnvironmentInput } from '../../../../config/environment.ts';
import { text as anyText, duration } from '../scalars.ts';

type ApplicationInput = NonNullable<EnvironmentInput['applications']>[string];
type RouteInput = NonNullable<ApplicationInput['routes']>[string];

/** Values of headers and annotations: on one line, and not empty. */
const text = anyText.filter(value => /^[\x20-\x7e]+$/.test(value));

const headers = fc
  .record({
    set: fc.dictionary(fc.constantFrom('X-A', 'on'), text, { maxKeys: 2 }),
    add: fc.dictionary(fc.constantFrom('X-B', '~b'), text, { maxKeys: 2 }),
    remove: fc.uniqueArray(fc.constantFrom('Server', 'null'), { maxLength: 2 }),
  })
  .filter(({ set, add, remove }) => Object.keys({ ...set, ...add }).length + remove.length > 0);

const replaced = fc.oneof(
  fc.record({ hostname: fc.constant('other.example.com') }),
  fc.record({ replaceFullPath: fc.constantFrom('/', '/new,~') }),
  fc.record({ hostname: fc.constant('new.example.com'), replacePrefixMatch: fc.constantFrom('/', '/v2') }),
);

const statusCode = fc.constantFrom(301 as const, 302 as const, 308 as const);

const cors = fc.record(
  {
    allowOrigins: fc.constantFrom(['*'], ['https://a.example.com', 'https://*.example.org:8443']),
    allowMethods: fc.constantFrom(['*' as const], ['PUT' as const, 'DELETE' as const]),
    allowHeaders: fc.constantFrom(['*'], ['X-A', 'on']),
    exposeHeaders: fc.constantFrom(['X-B']),
    allowCredentials: fc.boolean(),
    maxAge: duration('5s', '90s', '24h'),
  },
  { requiredKeys: ['allowOrigins'] },
);

/** What routes do to requests; a redirect stands alone. */
const filters = fc.oneof(
  fc.record(
    {
      timeout: duration('0s', '90s', '1h', '24h'),
      rewrite: replaced,
      requestHeaders: headers,
      responseHeaders: headers,
      cors,
    },
    { requiredKeys: [] },
  ),
  fc.record(
    {
      redirect: fc.oneof(
        replaced,
        fc.tuple(replaced, statusCode).map(([to, code]) => ({ ...to, statusCode: code })),
      ),
      responseHeaders: headers,
    },
    { requiredKeys: ['redirect'] },
  ),
);

/** What becomes a policy of Envoy Gateway. */
const policy = fc.record(
  {
    requestBuffer: fc.constantFrom('1Mi', '500M', '4095Mi', '1048576'),
    consistentHash: fc.record(
      { cookie: fc.constantFrom('route', 'on', '~1'), ttl: duration('0s', '90s', '24h') },
      { requiredKeys: ['cookie'] },
    ),
  },
  { requiredKeys: [] },
);

const annotations = fc.dictionary(fc.constantFrom('example.com/owner', 'on'), text, { maxKeys: 2 });
const furtherAnnotations = fc.dictionary(fc.constantFrom('example.com/rule', 'yes'), text, { maxKeys: 2 });

const route = fc.record(
  {
    isForeign: fc.boolean(),
    toPort: fc.boolean(),
    path: fc.constantFrom('/', '/a', '/a/b', '/~x,y', '/a%20b/'),
    match: fc.constantFrom('prefix' as const, 'exact' as const),
    filters,
    policy,
    ingressAnnotations: furtherAnnotations,
  },
  { requiredKeys: ['isForeign', 'toPort'] },
);

/** What is drawn for the hosts and routes of one application. */
export const drawnRoutes = fc.record(
  {
    hasHost: fc.boolean(),
    preview: fc.oneof(
      fc.record({ allow: fc.constantFrom(['192.0.2.0/24'], ['198.51.100.0/24', '2001:db8::/32']) }),
      fc.record({ basicAuth: fc.record({ secret: fc.constantFrom('users', 'on') }) }),
      fc.record({
        allow: fc.constant(['192.0.2.0/24']),
        basicAuth: fc.constant({ secret: 'users' }),
      }),
      fc.record({ public: fc.record({ reason: text.filter(reason => reason.trim() !== '') }) }),
    ),
    hosts: fc.integer({ min: 1, max: 2 }),
    redirects: fc.integer({ min: 1, max: 2 }),
    ingressAnnotations: annotations,
    routes: fc.dictionary(fc.constantFrom('api', 'on', 'web'), route, { minKeys: 1, maxKeys: 3 }),
  },
  { requiredKeys: [] },
);

interface DrawnRoute extends RouteInput {
  readonly isForeign: boolean;
  readonly filters?: { readonly timeout?: string | undefined; readonly redirect?: object };
  readonly policy?: { readonly requestBuffer?: string };
  /** Whether it leads to a further port, if there is one for it. */
  readonly toPort: boolean;
}

export interface DrawnRoutes {
  readonly hasHost?: boolean;
  readonly preview?: object;
  readonly hosts?: number;
  readonly redirects?: number;
  readonly ingressAnnotations?: Readonly<Record<string, string>>;
  readonly routes?: Readonly<Record<string, DrawnRoute>>;
}

export interface Traffic {
  readonly isIngress: boolean;
  /** Whether the gateway is Envoy Gateway. */
  readonly isEnvoy: boolean;
}

/** Hosts and routes of an application as a file says them; foreign routes are on hosts of others, below a path of ours. */
export function withRoutes(
  application: ApplicationInput,
  key: string,
  drawn: DrawnRoutes,
  foreignHosts: readonly string[],
  traffic: Traffic,
): ApplicationInput {
  const { preview, hosts = 0 } = drawn;
  const { isIngress } = traffic;
  const redirects = isIngress ? 0 : (drawn.redirects ?? 0);
  const routes = keptRoutes(application, key, drawn, foreignHosts, traffic);
  const { kind = 'web', protocol } = application;
  const hasHost = drawn.hasHost && (protocol !== 'TCP' || routes.length > 0);
  const isBlueGreen = kind === 'web' && (application.delivery?.strategy ?? 'blueGreen') === 'blueGreen';
  const delivery = { ...application.delivery, strategy: 'blueGreen' as const };
  return {
    ...application,
    ...onlyWith(isIngress, { ingressAnnotations: drawn.ingressAnnotations }),
    ...(hasHost && { host: `${key}.example.com` }),
    ...(hasHost && { hosts: numbered(hosts, `more-${key}`), redirects: numbered(redirects, `www-${key}`) }),
    ...(routes.length > 0 && { routes: Object.fromEntries(routes) }),
    ...(hasHost &&
      preview &&
      protocol !== 'TCP' &&
      isBlueGreen && { delivery: withPreview(delivery, key, preview, traffic) }),
  };
}

/** Those of the drawn routes that the application and the gateway can have. */
function keptRoutes(
  application: ApplicationInput,
  key: string,
  { hasHost, routes = {} }: DrawnRoutes,
  [foreign]: readonly string[],
  { isIngress, isEnvoy }: Traffic,
): (readonly [name: string, RouteInput])[] {
  return Object.entries(routes).flatMap(([name, drawnRoute]) => {
    const { isForeign, filters = {}, policy, toPort, ...rest } = drawnRoute;
    const target = toPort && filters.redirect === undefined ? targetOf(application, isIngress) : {};
    const spoken = target.targetPort && application.ports?.[target.targetPort]?.protocol;
    const route: RouteInput = onlyWith(isIngress, {
      ...rest,
      ...(!isIngress && (filters as RouteInput)),
      ...(isEnvoy && policy && withPolicy(filters, policy, spoken ?? application.protocol)),
      ...target,
    });
    if (application.protocol === 'TCP' && target.targetPort === undefined) return [];
    if (!isForeign) return hasHost ? [[name, route] as const] : [];
    return foreign === undefined
      ? []
      : [[name, { ...route, host: foreign, path: `/${key}-${name}` }] as const];
  });
}

/** What a redirect leaves of a policy, and a stream. */
function withPolicy(
  { redirect, timeout }: NonNullable<DrawnRoute['filters']>,
  policy: NonNullable<DrawnRoute['policy']>,
  protocol?: string,
): object {
  if (redirect !== undefined) return {};
  const { requestBuffer: _buffer, ...others } = policy;
  return timeout === '0s' || protocol === 'gRPC' ? others : policy;
}

/** A further port that speaks what a route carries. */
function targetOf({ ports = {} }: ApplicationInput, isIngress: boolean): { targetPort?: string } {
  const [name] = Object.keys(ports).filter(name => {
    const { protocol = 'TCP' } = ports[name] ?? {};
    return (isIngress ? ['HTTP'] : ['HTTP', 'H2C', 'gRPC']).includes(protocol);
  });
  return name === undefined ? {} : { targetPort: name };
}

/** Leaves out annotations that no Ingress has. */
function onlyWith<T extends { ingressAnnotations?: object | undefined }>(isIngress: boolean, keys: T): T {
  const { ingressAnnotations, ...rest } = keys;
  return isIngress && ingressAnnotations ? keys : (rest as T);
}

function withPreview(delivery: object, key: string, drawn: object, { isIngress, isEnvoy }: Traffic) {
  const host = `new-${key}.example.com`;
  const preview = {
    ...(isEnvoy ? drawn : { public: { reason: 'yes' } }),
    ...(isIngress && { ingressAnnotations: { 'example.com/login': 'null' } }),
  };
  return { ...delivery, strategy: 'blueGreen' as const, preview: { ...preview, host } };
}

function numbered(count: number, name: string): string[] {
  return Array.from({ length: count }, (_, index) => `${name}-${index}.example.com`);
}
