import { smallApplication } from '../../support/environment.ts';
import { objectOf } from '../../support/manifests.ts';
import { objects } from './objects.ts';

const host = 'app.example.com';

const to = (name: string) => [{ name, port: 80 }];

describe('a route with a target port', () => {
  const ports = {
    admin: { port: 9090, protocol: 'HTTP' as const, servicePort: 9000 },
    calls: { port: 9091, protocol: 'gRPC' as const },
  };
  const web = {
    ...smallApplication,
    host,
    ports,
    routes: {
      all: {},
      admin: { path: '/admin', targetPort: 'admin' },
      calls: { path: '/shop.Carts', targetPort: 'calls' },
    },
  };

  test('leads to the Service port of that name, the others to the port of the application', () => {
    const made = objects({ web });
    const backendOf = (name: string) => objectOf(made, 'HTTPRoute', name).spec.rules[0].backendRefs;
    expect(backendOf('web.admin')).toEqual([{ name: 'web', port: 9000 }]);
    expect(backendOf('web.calls')).toEqual([{ name: 'web', port: 9091 }]);
    expect(backendOf('web.all')).toEqual(to('web'));
  });

  test('leads there behind an Ingress, too', () => {
    const { calls: _calls, ...routes } = web.routes;
    const made = objects({ web: { ...web, routes } }, { storageClass: 'ssd', ingressClass: 'nginx' });
    const [rule] = objectOf(made, 'Ingress', 'web.admin').spec.rules;
    expect(rule.http.paths[0].backend).toEqual({ service: { name: 'web', port: { number: 9000 } } });
  });

  test('makes an application reachable that speaks TCP at its own port', () => {
    const routes = { all: { targetPort: 'admin' } };
    const made = objects({ web: { ...web, protocol: 'TCP', metrics: false, routes } });
    expect(objectOf(made, 'HTTPRoute', 'web.all').spec.hostnames).toEqual([host]);
  });
});
