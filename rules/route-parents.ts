import { at, listAt, type Placed, textAt } from './model/manifest.ts';
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
    const sets = objects.ofKind('gateway.networking.k8s.io', 'ListenerSet');
    return [
      ...routes.flatMap(route => {
        const parents = listAt(route.manifest, 'spec', 'parentRefs').map(ref =>
          parentOf(route, ref, objects),
        );
        return [...parents.flatMap(({ findings }) => findings), ...hostFindings(route, parents)];
      }),
      ...sets.flatMap(set => parentOf(set, at(set.manifest, 'spec', 'parentRef'), objects).findings),
    ];
  },
};

/** What an object is attached to. */
interface Parent {
  /** Such as `Gateway gateway`. */
  readonly title: string;
  /** Host names of its listeners; undefined: any host. - none: they are not in the environment, or wrong. */
  readonly hosts?: readonly (string | undefined)[];
  readonly findings: readonly Finding[];
}

function parentOf(route: Placed, parent: unknown, objects: ObjectIndex): Parent {
  const ownNamespace = route.manifest.metadata.namespace ?? '';
  const namespace = textAt(parent, 'namespace') ?? ownNamespace;
  const kind = textAt(parent, 'kind') ?? 'Gateway';
  const name = textAt(parent, 'name') ?? '';
  const title = `${kind} ${name}`;
  if (!['Gateway', 'ListenerSet'].includes(kind)) return { title, findings: [] };
  const target = objects.find('gateway.networking.k8s.io', kind, namespace, name);
  if (target) return withListeners(route, target, title, textAt(parent, 'sectionName'));
  if (namespace !== ownNamespace && !objects.namespaces.has(namespace)) return { title, findings: [] };
  const others = objects
    .ofKind('gateway.networking.k8s.io', kind)
    .map(({ manifest }) => manifest.metadata.name);
  const missing = finding(route, {
    found: `is attached to ${title}, which does not exist`,
    allowed: firstOf(others) || `none, since there is no ${kind}`,
    fix: 'name one of these in parentRefs, or add it',
  });
  return { title, findings: [missing] };
}

function withListeners(route: Placed, target: Placed, title: string, section: string | undefined): Parent {
  const listeners = listAt(target.manifest, 'spec', 'listeners');
  const matching =
    section === undefined ? listeners : listeners.filter(listener => textAt(listener, 'name') === section);
  if (section === undefined || matching.length > 0)
    return { title, hosts: matching.map(listener => textAt(listener, 'hostname')), findings: [] };
  const missing = finding(route, {
    found: `is attached to listener ${section} of ${title}, which has no such listener`,
    allowed: firstOf(listeners.map(listener => textAt(listener, 'name') ?? '')),
    fix: 'change sectionName, or add the listener',
  });
  return { title, findings: [missing] };
}

/** Each host of a route needs a listener of any parent, and each parent takes one of the hosts. */
function hostFindings(route: Placed, parents: readonly Parent[]): Finding[] {
  const hosts = listAt(route.manifest, 'spec', 'hostnames').map(String);
  if (parents.length === 0 || parents.some(parent => parent.hosts === undefined)) return [];
  const listening = parents.flatMap(parent => parent.hosts ?? []);
  const unheard = hosts.filter(host => !listening.some(listener => accepts(listener, host)));
  const idle = parents.filter(
    parent =>
      hosts.length > unheard.length &&
      !parent.hosts?.some(listener => hosts.some(host => accepts(listener, host))),
  );
  const titles = [...new Set(parents.map(({ title }) => title))].join(' or ');
  return [
    ...unheard.map(host =>
      finding(route, {
        found: `no listener of ${titles} accepts host ${host}`,
        allowed: firstOf(listening.map(listener => listener ?? 'any host')),
        fix: 'change the host, or add a listener for it',
      }),
    ),
    ...idle.map(({ title, hosts: taken = [] }) =>
      finding(route, {
        found: `is attached to a listener of ${title} for ${firstOf(taken.map(host => host ?? 'any host'))}, which takes none of its hosts`,
        allowed: firstOf(hosts),
        fix: 'remove it from parentRefs, or add the host',
      }),
    ),
  ];
}

/** Whether some name fits both; `*.example.com` stands for any name below it (gateway-api `apis/v1`, Hostname). */
function accepts(listener: string | undefined, route: string): boolean {
  if (listener === undefined || listener === route) return true;
  const below = (name: string, pattern: string): boolean =>
    pattern.startsWith('*.') && name.endsWith(pattern.slice(1));
  return below(route, listener) || below(listener, route);
}
