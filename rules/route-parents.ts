import { listAt, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { firstOf } from './model/words.ts';
import { routeKinds } from './route-backends.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const routeParents: Rule = {
  name: 'route-parents',
  why: 'a route that no listener accepts gets no traffic',

  check(objects) {
    const routes = [...routeKinds].flatMap(kind => objects.ofKind('gateway.networking.k8s.io', kind));
    return [
      ...routes.flatMap(route =>
        listAt(route.manifest, 'spec', 'parentRefs').flatMap(parent =>
          parentFindings(route, parent, objects),
        ),
      ),
      ...objects
        .ofKind('gateway.networking.k8s.io', 'ListenerSet')
        .flatMap(set =>
          parentFindings(set, (set.manifest.spec as { parentRef?: unknown })?.parentRef, objects),
        ),
    ];
  },
};

function parentFindings(route: Placed, parent: unknown, objects: ObjectIndex): Finding[] {
  const ownNamespace = route.manifest.metadata.namespace ?? '';
  const namespace = textAt(parent, 'namespace') ?? ownNamespace;
  const kind = textAt(parent, 'kind') ?? 'Gateway';
  const name = textAt(parent, 'name') ?? '';
  if (!['Gateway', 'ListenerSet'].includes(kind)) return [];
  const target = objects.find('gateway.networking.k8s.io', kind, namespace, name);
  if (target) return listenerFindings(route, target, textAt(parent, 'sectionName'));
  if (namespace !== ownNamespace && !objects.namespaces.has(namespace)) return [];
  const others = objects
    .ofKind('gateway.networking.k8s.io', kind)
    .map(({ manifest }) => manifest.metadata.name);
  return [
    finding(route, {
      found: `is attached to ${kind} ${name}, which does not exist`,
      allowed: firstOf(others) || `none, since there is no ${kind}`,
      fix: 'name one of these in parentRefs, or add it',
    }),
  ];
}

function listenerFindings(route: Placed, gateway: Placed, section: string | undefined): Finding[] {
  const { kind, metadata } = gateway.manifest;
  const listeners = listAt(gateway.manifest, 'spec', 'listeners');
  const matching =
    section === undefined ? listeners : listeners.filter(listener => textAt(listener, 'name') === section);
  if (section !== undefined && matching.length === 0) {
    return [
      finding(route, {
        found: `is attached to listener ${section} of ${kind} ${metadata.name}, which has no such listener`,
        allowed: firstOf(listeners.map(listener => textAt(listener, 'name') ?? '')),
        fix: 'change sectionName, or add the listener',
      }),
    ];
  }
  return listAt(route.manifest, 'spec', 'hostnames')
    .filter(host => !matching.some(listener => accepts(textAt(listener, 'hostname'), String(host))))
    .map(host =>
      finding(route, {
        found: `no listener of ${kind} ${metadata.name} accepts host ${host}`,
        allowed: firstOf(matching.map(listener => textAt(listener, 'hostname') ?? 'any host')),
        fix: 'change the host, or add a listener for it',
      }),
    );
}

/** Whether some name fits both; `*.example.com` stands for any name below it (gateway-api `apis/v1`, Hostname). */
function accepts(listener: string | undefined, route: string): boolean {
  if (listener === undefined || listener === route) return true;
  const below = (name: string, pattern: string): boolean =>
    pattern.startsWith('*.') && name.endsWith(pattern.slice(1));
  return below(route, listener) || below(listener, route);
}
