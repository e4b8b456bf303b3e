import { at, listAt, numberAt, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import type { ServiceView } from './model/services.ts';
import { firstOf } from './model/words.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const routeBackends: Rule = {
  name: 'route-backends',
  why: 'a route to a Service or port that does not exist answers every request with an error',

  check(objects) {
    const routes = [...routeKinds].flatMap(kind => objects.ofKind('gateway.networking.k8s.io', kind));
    return [
      ...routes.flatMap(route => routeBackendsOf(route).flatMap(backend => check(route, backend, objects))),
      ...objects
        .ofKind('networking.k8s.io', 'Ingress')
        .flatMap(ingress => ingressBackendsOf(ingress).flatMap(backend => check(ingress, backend, objects))),
    ];
  },
};

export const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const;

interface Backend {
  readonly namespace: string;
  readonly name: string;
  /** Name or number of a port of the Service. - undefined: the Service has only one. */
  readonly port?: string | number;
}

function routeBackendsOf({ manifest }: Placed): Backend[] {
  const rules = listAt(manifest, 'spec', 'rules');
  const mirrors = rules.flatMap(rule =>
    listAt(rule, 'filters').flatMap(filter => at(filter, 'requestMirror', 'backendRef') ?? []),
  );
  return [...rules.flatMap(rule => listAt(rule, 'backendRefs')), ...mirrors]
    .filter(backend => (textAt(backend, 'kind') ?? 'Service') === 'Service')
    .map(backend => ({
      namespace: textAt(backend, 'namespace') ?? manifest.metadata.namespace ?? '',
      name: textAt(backend, 'name') ?? '',
      port: numberAt(backend, 'port'),
    }));
}

function ingressBackendsOf({ manifest }: Placed): Backend[] {
  const paths = listAt(manifest, 'spec', 'rules').flatMap(rule => listAt(rule, 'http', 'paths'));
  const backends = [at(manifest, 'spec', 'defaultBackend'), ...paths.map(path => at(path, 'backend'))];
  return backends.flatMap(backend => {
    const service = at(backend, 'service');
    const name = textAt(service, 'name');
    if (name === undefined) return [];
    const port = numberAt(service, 'port', 'number') ?? textAt(service, 'port', 'name');
    return [{ namespace: manifest.metadata.namespace ?? '', name, port }];
  });
}

function check(route: Placed, { namespace, name, port }: Backend, objects: ObjectIndex): Finding[] {
  const service = objects.services.get(`${namespace}/${name}`);
  if (service === undefined)
    return isElsewhere(route, namespace, objects) ? [] : [noService(route, name, namespace, objects)];
  const isThere = service.ports.some(
    known => known.port === port || (known.name !== undefined && known.name === port),
  );
  return port === undefined || isThere ? [] : [noPort(route, service, port)];
}

/** Whether a backend is in another namespace of which the environment has no object. */
function isElsewhere({ manifest }: Placed, namespace: string, { namespaces }: ObjectIndex): boolean {
  return namespace !== manifest.metadata.namespace && !namespaces.has(namespace);
}

function noService(route: Placed, name: string, namespace: string, { services }: ObjectIndex): Finding {
  const names = [...services.values()]
    .filter(service => service.namespace === namespace)
    .map(service => service.name);
  return finding(route, {
    found: `leads to Service ${name}, which does not exist`,
    allowed: firstOf(names) || 'none, since there is no Service',
    fix: 'name one of these, or add the Service',
  });
}

function noPort(route: Placed, service: ServiceView, port: string | number): Finding {
  return finding(route, {
    found: `leads to port ${port} of Service ${service.name}, which has no such port`,
    allowed:
      service.ports.map(known => (known.name ? `${known.name} (${known.port})` : known.port)).join(', ') ||
      'none',
    fix: 'name one of these, or add the port to the Service',
  });
}
