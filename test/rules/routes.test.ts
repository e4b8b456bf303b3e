import { routeBackends } from '../../rules/route-backends.ts';
import { routeParents } from '../../rules/route-parents.ts';
import { findingsOf, object, service } from './support.ts';

const api = 'gateway.networking.k8s.io/v1';
const route = (spec: object) => object(api, 'HTTPRoute', 'web', { spec });
const to = (backend: object) => route({ rules: [{ backendRefs: [backend] }] });
const ingress = (backend: object) =>
  object('networking.k8s.io/v1', 'Ingress', 'web', {
    spec: { rules: [{ http: { paths: [{ path: '/', backend }] } }] },
  });

describe('the backend of a route', () => {
  test('is a Service and a port of it', () => {
    expect(findingsOf(routeBackends, [service('web'), to({ name: 'web', port: 80 })])).toEqual([]);
  });

  test('may be a Service that an operator makes', () => {
    const pooler = object('postgresql.cnpg.io/v1', 'Pooler', 'pooler', {
      spec: { cluster: { name: 'database' } },
    });
    expect(findingsOf(routeBackends, [pooler, to({ name: 'pooler', port: 5432 })])).toEqual([]);
  });

  test('may be in a namespace outside the environment', () => {
    expect(findingsOf(routeBackends, [to({ name: 'web', namespace: 'elsewhere', port: 80 })])).toEqual([]);
  });

  test('must exist', () => {
    expect(findingsOf(routeBackends, [service('web'), to({ name: 'wbe', port: 80 })])).toEqual([
      'production/application/HTTPRoute web: leads to Service wbe, which does not exist; allowed: web; name one of these, or add the Service',
    ]);
  });

  test('must have the port', () => {
    expect(findingsOf(routeBackends, [service('web'), to({ name: 'web', port: 8080 })])).toEqual([
      'production/application/HTTPRoute web: leads to port 8080 of Service web, which has no such port; allowed: http (80); name one of these, or add the port to the Service',
    ]);
  });

  test('must exist for mirrored requests too', () => {
    const mirror = { type: 'RequestMirror', requestMirror: { backendRef: { name: 'shadow', port: 80 } } };
    expect(findingsOf(routeBackends, [route({ rules: [{ filters: [mirror] }] })])).toEqual([
      'production/application/HTTPRoute web: leads to Service shadow, which does not exist; allowed: none, since there is no Service; name one of these, or add the Service',
    ]);
  });
});

describe('the backend of an Ingress', () => {
  test.each([{ number: 80 }, { name: 'http' }])('is a Service and port %j', port => {
    expect(findingsOf(routeBackends, [service('web'), ingress({ service: { name: 'web', port } })])).toEqual(
      [],
    );
  });

  test('must exist', () => {
    const backend = { service: { name: 'shop', port: { number: 80 } } };
    expect(findingsOf(routeBackends, [service('web'), ingress(backend)])).toEqual([
      'production/application/Ingress web: leads to Service shop, which does not exist; allowed: web; name one of these, or add the Service',
    ]);
  });

  test('must have the port', () => {
    const backend = { service: { name: 'web', port: { name: 'https' } } };
    expect(findingsOf(routeBackends, [service('web'), ingress(backend)])).toEqual([
      'production/application/Ingress web: leads to port https of Service web, which has no such port; allowed: http (80); name one of these, or add the port to the Service',
    ]);
  });
});

describe('the parent of a route', () => {
  const listeners = [
    { name: 'http', port: 80, protocol: 'HTTP' },
    { name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.example.com' },
  ];
  const gateway = object(api, 'Gateway', 'gateway', { spec: { listeners } });
  const under = (parent: object, hostnames: string[] = []) => route({ parentRefs: [parent], hostnames });

  test('is a Gateway with the listener and a host that fits', () => {
    const route = under({ name: 'gateway', sectionName: 'https' }, ['app.example.com']);
    expect(findingsOf(routeParents, [gateway, route])).toEqual([]);
  });

  test('may be a ListenerSet', () => {
    const set = object(api, 'ListenerSet', 'more', { spec: { parentRef: { name: 'gateway' }, listeners } });
    expect(findingsOf(routeParents, [gateway, set, under({ kind: 'ListenerSet', name: 'more' })])).toEqual(
      [],
    );
  });

  test('may be in a namespace outside the environment', () => {
    expect(findingsOf(routeParents, [under({ name: 'shared', namespace: 'ingress' })])).toEqual([]);
  });

  test('must exist', () => {
    expect(findingsOf(routeParents, [gateway, under({ name: 'gatway' })])).toEqual([
      'production/application/HTTPRoute web: is attached to Gateway gatway, which does not exist; allowed: gateway; name one of these in parentRefs, or add it',
    ]);
  });

  test('must have the listener', () => {
    expect(findingsOf(routeParents, [gateway, under({ name: 'gateway', sectionName: 'tls' })])).toEqual([
      'production/application/HTTPRoute web: is attached to listener tls of Gateway gateway, which has no such listener; allowed: http, https; change sectionName, or add the listener',
    ]);
  });

  test('must accept the host', () => {
    const route = under({ name: 'gateway', sectionName: 'https' }, ['app.example.org']);
    expect(findingsOf(routeParents, [gateway, route])).toEqual([
      'production/application/HTTPRoute web: no listener of Gateway gateway accepts host app.example.org; allowed: *.example.com; change the host, or add a listener for it',
    ]);
  });

  describe('of several', () => {
    const more = object(api, 'ListenerSet', 'more', {
      spec: { parentRef: { name: 'gateway' }, listeners: [{ name: 'org', hostname: 'www.example.org' }] },
    });
    const parentRefs = [
      { name: 'gateway', sectionName: 'https' },
      { kind: 'ListenerSet', name: 'more', sectionName: 'org' },
    ];
    const withHosts = (...hostnames: string[]) => route({ parentRefs, hostnames });

    test('may accept one host each', () => {
      const both = withHosts('app.example.com', 'www.example.org');
      expect(findingsOf(routeParents, [gateway, more, both])).toEqual([]);
    });

    test('must accept each host', () => {
      const three = withHosts('app.example.com', 'www.example.org', 'app.example.org');
      expect(findingsOf(routeParents, [gateway, more, three])).toEqual([
        'production/application/HTTPRoute web: no listener of Gateway gateway or ListenerSet more accepts host app.example.org; allowed: *.example.com, www.example.org; change the host, or add a listener for it',
      ]);
    });

    test('must accept some host each', () => {
      expect(findingsOf(routeParents, [gateway, more, withHosts('app.example.com')])).toEqual([
        'production/application/HTTPRoute web: is attached to a listener of ListenerSet more for www.example.org, which takes none of its hosts; allowed: app.example.com; remove it from parentRefs, or add the host',
      ]);
    });
  });
});
