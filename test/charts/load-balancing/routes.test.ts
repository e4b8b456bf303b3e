import type { EnvironmentInput } from '../../../config/environment.ts';
import { smallApplication } from '../../support/environment.ts';
import { type Manifest, objectOf } from '../../support/manifests.ts';
import { objects } from './objects.ts';

const host = 'app.example.com';
const group = 'gateway.networking.k8s.io';

function names(manifests: readonly Manifest[], kind: string): string[] {
  return manifests.filter(object => object.kind === kind).map(({ metadata }) => metadata.name);
}

const inGateway = (sectionName: string) => ({ group, kind: 'Gateway', name: 'gateway', sectionName });
const to = (name: string) => [{ name, port: 80 }];

describe('several hosts of one application', () => {
  const made = objects({
    web: { ...smallApplication, host, hosts: ['shop.example.com'], redirects: ['www.example.com'] },
  });

  test('each have a certificate and a listener', () => {
    expect(names(made, 'Certificate')).toEqual(['web', 'shop.example.com', 'www.example.com']);
    expect(objectOf(made, 'Certificate', 'shop.example.com').spec).toMatchObject({
      secretName: 'shop.example.com-tls',
      dnsNames: ['shop.example.com'],
    });
    const { listeners } = objectOf(made, 'Gateway', 'gateway').spec;
    expect(listeners.map(({ name, hostname }: Manifest & { hostname: string }) => [name, hostname])).toEqual([
      ['http', undefined],
      ['https-web', host],
      ['https-shop.example.com', 'shop.example.com'],
      ['https-www.example.com', 'www.example.com'],
    ]);
  });

  test('share one route', () => {
    expect(objectOf(made, 'HTTPRoute', 'web').spec).toEqual({
      parentRefs: [inGateway('https-web'), inGateway('https-shop.example.com')],
      hostnames: [host, 'shop.example.com'],
      rules: [{ backendRefs: to('web') }],
    });
  });

  test('redirect to the first one', () => {
    expect(objectOf(made, 'HTTPRoute', 'redirect.www.example.com').spec).toEqual({
      parentRefs: [inGateway('https-www.example.com')],
      hostnames: ['www.example.com'],
      rules: [
        {
          filters: [
            {
              type: 'RequestRedirect',
              requestRedirect: { scheme: 'https', hostname: host, statusCode: 301 },
            },
          ],
        },
      ],
    });
  });
});

describe('several applications on one host', () => {
  const applications = {
    web: { ...smallApplication, host },
    api: {
      ...smallApplication,
      routes: {
        v1: { host, path: '/api' },
        hook: { host, path: '/hook', match: 'exact' as const },
      },
    },
  };

  test('have one certificate and one listener, of the application that names the host', () => {
    const made = objects(applications);
    expect(names(made, 'Certificate')).toEqual(['web']);
    expect(objectOf(made, 'Gateway', 'gateway').spec.listeners).toHaveLength(2);
  });

  test('each get their paths', () => {
    const made = objects(applications);
    expect(names(made, 'HTTPRoute')).toEqual(['redirect-to-https', 'api.v1', 'api.hook', 'web']);
    expect(objectOf(made, 'HTTPRoute', 'api.v1').spec).toEqual({
      parentRefs: [inGateway('https-web')],
      hostnames: [host],
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/api' } }], backendRefs: to('api') }],
    });
    expect(objectOf(made, 'HTTPRoute', 'api.hook').spec.rules).toEqual([
      { matches: [{ path: { type: 'Exact', value: '/hook' } }], backendRefs: to('api') },
    ]);
  });

  test('are attached to the ListenerSet of the owner when there are many hosts', () => {
    const many = Array.from({ length: 63 }, (_, index) => [
      `web-${index}`,
      { ...smallApplication, host: `${index}.example.com` },
    ]);
    const made = objects({ ...applications, ...Object.fromEntries(many) });
    expect(objectOf(made, 'HTTPRoute', 'api.v1').spec.parentRefs).toEqual([
      { group, kind: 'ListenerSet', name: 'web', sectionName: 'https-web' },
    ]);
  });

  test('have an Ingress for each route, with the certificate of the owner', () => {
    const made = objects(applications, { storageClass: 'ssd', ingressClass: 'traefik' });
    expect(names(made, 'Ingress')).toEqual(['api.v1', 'api.hook', 'web']);
    expect(objectOf(made, 'Ingress', 'api.hook').spec).toMatchObject({
      tls: [{ hosts: [host], secretName: 'web-tls' }],
      rules: [
        {
          host,
          http: {
            paths: [
              {
                path: '/hook',
                pathType: 'Exact',
                backend: { service: { name: 'api', port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    });
  });
});

test('paths of an application replace its route for all paths, on all of its hosts', () => {
  const made = objects({
    web: { ...smallApplication, host, hosts: ['shop.example.com'], routes: { static: { path: '/static' } } },
  });
  expect(names(made, 'HTTPRoute')).toEqual(['redirect-to-https', 'web.static']);
  expect(objectOf(made, 'HTTPRoute', 'web.static').spec.hostnames).toEqual([host, 'shop.example.com']);
});

describe('what a route does to requests', () => {
  type RouteInput = NonNullable<NonNullable<EnvironmentInput['applications']>[string]['routes']>[string];
  const ruleOf = (route: RouteInput) =>
    objectOf(objects({ web: { ...smallApplication, host, routes: { all: route } } }), 'HTTPRoute', 'web.all')
      .spec.rules[0];

  test.each([
    ['90s', '90s'],
    ['0s', '0s'],
    ['1h30m', '90m'],
  ] as const)('waits %s for an answer', (timeout, request) => {
    expect(ruleOf({ timeout }).timeouts).toEqual({ request });
  });

  test('has the time of the gateway by default, and no filter', () => {
    expect(ruleOf({})).toEqual({
      matches: [{ path: { type: 'PathPrefix', value: '/' } }],
      backendRefs: to('web'),
    });
  });

  test('redirects in place of an answer of the application', () => {
    expect(ruleOf({ path: '/old', redirect: { replacePrefixMatch: '/new' } })).toEqual({
      matches: [{ path: { type: 'PathPrefix', value: '/old' } }],
      filters: [
        {
          type: 'RequestRedirect',
          requestRedirect: {
            scheme: 'https',
            path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' },
            statusCode: 301,
          },
        },
      ],
    });
  });

  test('rewrites host and path', () => {
    const rewrite = { hostname: 'inner.example.com', replaceFullPath: '/index' };
    expect(ruleOf({ rewrite }).filters).toEqual([
      {
        type: 'URLRewrite',
        urlRewrite: {
          hostname: 'inner.example.com',
          path: { type: 'ReplaceFullPath', replaceFullPath: '/index' },
        },
      },
    ]);
  });

  test('changes headers of requests and answers', () => {
    const change = { set: { 'X-A': 'a' }, add: { 'X-B': 'b' }, remove: ['X-C'] };
    const changed = {
      set: [{ name: 'X-A', value: 'a' }],
      add: [{ name: 'X-B', value: 'b' }],
      remove: ['X-C'],
    };
    const filters = ruleOf({ requestHeaders: change, responseHeaders: { remove: ['Server'] } }).filters;
    expect(filters).toEqual([
      { type: 'RequestHeaderModifier', requestHeaderModifier: changed },
      { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['Server'] } },
    ]);
  });

  test('lets pages of other hosts call it', () => {
    const cors = {
      allowOrigins: ['https://example.com'],
      allowMethods: ['PUT' as const],
      allowCredentials: true,
      maxAge: '1h' as const,
    };
    expect(ruleOf({ cors }).filters).toEqual([{ type: 'CORS', cors: { ...cors, maxAge: 3600 } }]);
    expect(ruleOf({ cors: { allowOrigins: ['*'] } }).filters).toEqual([
      { type: 'CORS', cors: { allowOrigins: ['*'], maxAge: 5 } },
    ]);
  });
});

test('an Ingress has the annotations of the application and of the route', () => {
  const made = objects(
    {
      web: {
        ...smallApplication,
        host,
        ingressAnnotations: { 'example.com/limit': '1' },
        routes: { slow: { path: '/slow', ingressAnnotations: { 'example.com/timeout': '60' } } },
      },
    },
    { storageClass: 'ssd', ingressClass: 'traefik' },
  );
  expect(objectOf(made, 'Ingress', 'web.slow').metadata.annotations).toMatchObject({
    'example.com/limit': '1',
    'example.com/timeout': '60',
    'ingress.kubernetes.io/force-ssl-redirect': 'true',
  });
});

describe('the host of a preview', () => {
  const previewed = (preview: object, cluster?: EnvironmentInput['cluster']) =>
    objects(
      { web: { ...smallApplication, host, delivery: { preview: { host: 'next.example.com', ...preview } } } },
      cluster,
    );

  test('takes clients of some networks, and refuses all others', () => {
    const made = previewed({ allow: ['192.0.2.0/24', '2001:db8::/32'] });
    expect(objectOf(made, 'SecurityPolicy', 'web-preview').spec).toEqual({
      targetRefs: [{ group, kind: 'HTTPRoute', name: 'web-preview' }],
      authorization: {
        defaultAction: 'Deny',
        rules: [
          {
            name: 'allowed-networks',
            action: 'Allow',
            principal: { clientCIDRs: ['192.0.2.0/24', '2001:db8::/32'] },
          },
        ],
      },
    });
  });

  test('asks for a password of a Secret that must exist', () => {
    const made = previewed({ basicAuth: { secret: 'users' } });
    expect(objectOf(made, 'SecurityPolicy', 'web-preview').spec).toEqual({
      targetRefs: [{ group, kind: 'HTTPRoute', name: 'web-preview' }],
      basicAuth: { users: { name: 'users' } },
    });
  });

  test('is open to everyone only with a reason, which its route shows', () => {
    const made = previewed({ public: { reason: 'a demonstration' } });
    expect(names(made, 'SecurityPolicy')).toEqual([]);
    expect(objectOf(made, 'HTTPRoute', 'web-preview').metadata.annotations).toMatchObject({
      'slipway.dev/reason-public': 'a demonstration',
    });
  });

  test('has other annotations than the application on an Ingress', () => {
    const ingressAnnotations = { 'example.com/login': 'basic' };
    const cluster = { storageClass: 'ssd', ingressClass: 'traefik' };
    const made = previewed({ public: { reason: 'the controller asks' }, ingressAnnotations }, cluster);
    expect(objectOf(made, 'Ingress', 'web-preview').metadata.annotations).toMatchObject({
      'example.com/login': 'basic',
      'slipway.dev/reason-public': 'the controller asks',
    });
    expect(objectOf(made, 'Ingress', 'web').metadata.annotations).not.toHaveProperty('example.com/login');
  });
});
