import {
  type Application,
  type ListeningApplication,
  listens,
} from '../../config/application/application.ts';
import type { Preview } from '../../config/application/preview.ts';
import type { Route } from '../../config/application/route.ts';
import type { Environment } from '../../config/environment.ts';
import { activeService, previewService } from '../application/endpoints.ts';
import { hostsOf, ownerOf, type PublicHost, previewHosts, servedHosts } from './hosts.ts';
import { gatewayApi, type Parent } from './listeners.ts';
import { namedPort } from './targets.ts';

/** Requests that lead to one Service. */
export interface ServiceRoute {
  /** Name of its objects: `web`, `web-preview`, or `web.static` for the route `static` of `web`. */
  readonly name: string;
  readonly hosts: readonly PublicHost[];
  readonly service: string;
  /** Port of the Service. */
  readonly port: number;
  /** Whether it is for calls of gRPC. */
  readonly isGrpc: boolean;
  /** What the environment says about it. - none: all paths, as they come. */
  readonly route?: Route;
  /** Annotations of its Ingress. - none: the one that all have. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Annotations that say why something is less safe. - none: nothing is. */
  readonly reasons?: Readonly<Record<string, string>> | undefined;
}

/** What the objects of all kinds of routes have: where they are attached, and for which hosts. */
export function attachment({ name, reasons, hosts }: ServiceRoute, parents: readonly Parent[]) {
  return {
    metadata: { name, ...(reasons && { annotations: reasons }) },
    attached: {
      parentRefs: parents.map(parent => ({ group: gatewayApi, ...parent })),
      hostnames: hosts.map(({ host }) => host),
    },
  };
}

/** The route of a new color, which no one has examined. */
export interface PreviewRoute extends ServiceRoute {
  readonly preview: Preview;
}

/** Every route of an environment that leads to a Service. */
export function routesOf(environment: Environment): readonly ServiceRoute[] {
  const hosts = hostsOf(environment);
  return Object.entries(environment.applications).flatMap(([name, application]) =>
    listens(application)
      ? [...applicationRoutes(name, application, hosts), ...previewRoutes(name, application)]
      : [],
  );
}

/** The route of the new color, and what protects it. */
export function previewRoutes(name: string, application: Application): readonly PreviewRoute[] {
  const { delivery } = application;
  const preview = delivery.strategy === 'blueGreen' ? delivery.preview : undefined;
  if (preview === undefined || !listens(application)) return [];
  const service = previewService(name);
  const reason = preview.public && { 'slipway.dev/reason-public': preview.public.reason };
  return previewHosts(name, application).map(host => ({
    name: service,
    hosts: [host],
    service,
    port: application.servicePort,
    // An HTTPRoute carries calls of gRPC, too.
    isGrpc: false,
    preview,
    annotations: { ...preview.ingressAnnotations, ...reason },
    reasons: reason,
  }));
}

function to(service: string, { servicePort, protocol }: ListeningApplication) {
  return { service, port: servicePort, isGrpc: protocol === 'gRPC' };
}

/** All paths of its hosts, unless the environment names paths. */
function applicationRoutes(
  name: string,
  application: ListeningApplication,
  hosts: readonly PublicHost[],
): readonly ServiceRoute[] {
  const target = to(activeService(name), application);
  const ownHosts = servedHosts(name, application);
  const named = Object.entries(application.routes).map(([key, route]) => ({
    name: `${name}.${key}`,
    hosts: route.host === undefined ? ownHosts : [ownerOf(hosts, route.host)],
    ...target,
    ...(route.targetPort !== undefined && {
      port: namedPort(application.ports, route.targetPort).servicePort,
    }),
    // Paths belong to HTTP requests, which calls of gRPC are too.
    isGrpc: false,
    route,
    annotations: { ...application.ingressAnnotations, ...route.ingressAnnotations },
  }));
  if (named.length > 0) return named;
  return ownHosts.length > 0
    ? [{ name, hosts: ownHosts, ...target, annotations: application.ingressAnnotations }]
    : [];
}
