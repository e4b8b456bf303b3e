import type { Application } from '../application/application.ts';
import { anyOf } from '../did-you-mean.ts';
import { formatPath, type Path } from '../path.ts';
import type { Checking } from './checking.ts';
import { servedHosts } from './hosts.ts';
import { checkFilters } from './route-filters.ts';

type Named = readonly (readonly [name: string, application: Application])[];

/** Every route is on a host of the environment, and leads to one application only. */
export function checkRoutes(checking: Checking, applications: Named): void {
  const served = new Set(servedHosts(checking, applications));
  const ofGrpc = hostsOfGrpc(checking, applications);
  const areKnown = applications.every(([name]) => areHostsSound(checking, name));
  const owners = new Map<string, string>();
  for (const [name, application] of applications) {
    if (!areHostsSound(checking, name) || !checking.isSound('applications', name, 'routes')) continue;
    for (const [key, route] of Object.entries(application.routes)) {
      checkFilters(checking, ['applications', name, 'routes', key], route);
    }
    for (const { path, hosts, requests, isPath } of routesIn(name, application)) {
      const [host] = hosts;
      if (host === undefined) {
        checking.refuse(path, 'has no host; set its host, or the host of the application');
      } else if (areKnown && !served.has(host)) {
        checking.refuse(
          [...path, 'host'],
          `${unknownHost(host, served)}; add it to hosts of this application`,
        );
      }
      const owner = isPath && host !== undefined ? ofGrpc.get(host) : undefined;
      if (owner !== undefined) {
        checking.refuse(
          path,
          `found a path on ${host}, which has a GRPCRoute for all calls to ${owner}; a Gateway takes one kind of route for a host: give ${owner} its own routes, such as path: /`,
        );
      }
      checkOwners(
        checking,
        path,
        hosts.map(known => `${known}${requests}`),
        owners,
      );
    }
  }
}

/** Hosts with a GRPCRoute, and the application that it leads to. */
function hostsOfGrpc(checking: Checking, applications: Named): Map<string, string> {
  const found = applications.flatMap(([name, { protocol, host, hosts, routes }]) => {
    const isSound = ['protocol', 'routes'].every(key => checking.isSound('applications', name, key));
    if (!isSound || !areHostsSound(checking, name)) return [];
    const hasRoute = protocol === 'gRPC' && host !== undefined && Object.keys(routes).length === 0;
    return hasRoute ? [host, ...hosts].map(served => [served, name] as const) : [];
  });
  return new Map(found);
}

function areHostsSound(checking: Checking, name: string): boolean {
  return (['host', 'hosts'] as const).every(key => checking.isSound('applications', name, key));
}

interface Routed {
  readonly path: Path;
  readonly hosts: readonly string[];
  /** Path and kind of match, as a message shows it. */
  readonly requests: string;
  /** Whether the environment names the path. */
  readonly isPath: boolean;
}

/** The routes of an application; without any, the one for all paths of its hosts. */
function routesIn(name: string, { host, hosts, routes }: Application): Routed[] {
  const ownHosts = host === undefined ? [] : [host, ...hosts];
  const at = ['applications', name];
  const written = Object.entries(routes).map(([key, route]) => ({
    path: [...at, 'routes', key],
    hosts: route.host === undefined ? ownHosts : [route.host],
    requests: `${route.path}${route.match === 'exact' ? ' (exact)' : ''}`,
    isPath: true,
  }));
  if (written.length > 0) return written;
  return ownHosts.length > 0
    ? [{ path: [...at, 'host'], hosts: ownHosts, requests: '/', isPath: false }]
    : [];
}

function checkOwners(
  checking: Checking,
  path: Path,
  requests: readonly string[],
  owners: Map<string, string>,
): void {
  for (const request of requests) {
    const other = owners.get(request);
    if (other === undefined) owners.set(request, formatPath(path));
    else checking.refuse(path, `found ${request}, which ${other} has already; choose another path or host`);
  }
}

function unknownHost(host: string, served: ReadonlySet<string>): string {
  if (served.size === 0) return `found "${host}", but no application has a host`;
  return `expected ${anyOf([...served])}, found "${host}"`;
}
