/** Hosts and routes of the application `web`. */
export const webRoutes = {
  host: 'app.example.com',
  hosts: ['shop.example.com'],
  redirects: ['www.example.com'],
  routes: {
    all: { path: '/', match: 'prefix' as const, timeout: '60s' as const },
    old: {
      path: '/old',
      redirect: { hostname: 'old.example.com', replacePrefixMatch: '/', statusCode: 302 as const },
    },
    moved: { path: '/moved', redirect: { replaceFullPath: '/here' } },
    admin: { path: '/admin', targetPort: 'admin' },
    page: { path: '/page', rewrite: { hostname: 'page.internal', replaceFullPath: '/index' } },
    static: {
      host: 'app.example.com',
      path: '/static',
      rewrite: { replacePrefixMatch: '/files' },
      requestHeaders: { set: { 'X-From': 'gateway' }, add: { 'X-Also': 'one' }, remove: ['X-Secret'] },
      responseHeaders: { set: { 'X-Frame-Options': 'DENY' }, add: { Vary: 'Origin' }, remove: ['Server'] },
      cors: {
        allowOrigins: ['https://www.example.com'],
        allowMethods: ['PUT' as const],
        allowHeaders: ['X-Asked'],
        exposeHeaders: ['X-Shown'],
        allowCredentials: true,
        maxAge: '10m' as const,
      },
    },
  },
};

/** The same for Envoy Gateway. */
export const envoyRoutes = {
  routes: {
    ...webRoutes.routes,
    all: {
      ...webRoutes.routes.all,
      requestBuffer: '10Mi' as const,
      consistentHash: { cookie: 'route', ttl: '1h' as const },
    },
  },
};

/** A preview that Envoy Gateway protects. */
export const protectedPreview = {
  host: 'next.example.com',
  allow: ['192.0.2.0/24'],
  basicAuth: { secret: 'preview' },
};

/** A preview that something else protects. */
export const publicPreview = { host: 'next.example.com', public: { reason: 'the mesh asks for a login' } };

/** The same for a cluster with an IngressClass. */
export const ingressRoutes = {
  redirects: [],
  ingressAnnotations: { 'example.com/limit': '1' },
  routes: { all: { ingressAnnotations: { 'example.com/timeout': '60' } } },
};
