import type { Construct } from 'constructs';
import { inTrafficPolicy } from '../../config/checks/route-traffic.ts';
import type { Environment } from '../../config/environment.ts';
import { Tier } from '../tier.ts';
import { applicationListeners } from './application-listeners.ts';
import { RouteBackendTrafficPolicy } from './backend-traffic-policy.ts';
import { HostCertificate } from './certificate.ts';
import { PublicGateway, type PublicGatewayProps } from './gateway.ts';
import { ApplicationGrpcRoute } from './grpc-route.ts';
import { HostRedirect } from './host-redirect.ts';
import { hostsOf, type PublicHost, redirectedHosts, servedHosts } from './hosts.ts';
import { HttpsRedirect } from './https-redirect.ts';
import { ServiceIngress } from './ingress.ts';
import { ApplicationListenerSet } from './listener-set.ts';
import { fitInGateway, inGateway, inListenerSet, type Parent } from './listeners.ts';
import { ApplicationRoute } from './route.ts';
import { previewRoutes, routesOf } from './routes.ts';
import { PreviewSecurityPolicy } from './security-policy.ts';
import { ApplicationTcpRoute } from './tcp-route.ts';
import { ApplicationTlsRoute } from './tls-route.ts';

/**
 * The entry for requests of users. It terminates TLS, redirects plain HTTP, and leads each host and path to one Service.
 *
 * Default footprint: nothing without a host; with one, a Gateway, its redirect, a Certificate for each host and an
 * HTTPRoute or GRPCRoute for each application. A TCPRoute or TLSRoute for each listener that an application names.
 * No pods of the namespace.
 */
export class LoadBalancingTier extends Tier {
  constructor(scope: Construct, environment: Environment) {
    super(scope, 'load-balancing', environment);
    const { clusterIssuer, ingressClass, gatewayClass } = environment.cluster;
    const hosts = hostsOf(environment);
    for (const host of hosts) new HostCertificate(this, host, clusterIssuer);
    if (gatewayClass !== undefined) {
      const listeners = applicationListeners(environment);
      if (hosts.length > 0 || listeners.length > 0) {
        const applications = Object.keys(environment.applications);
        this.addGateway({ gatewayClassName: gatewayClass, applications, hosts, listeners });
      }
      this.addRoutes(environment, fitInGateway(hosts, listeners) ? inGateway : inListenerSet);
      for (const listener of listeners) {
        if (listener.protocol === 'TLS') new ApplicationTlsRoute(this, listener);
        else new ApplicationTcpRoute(this, listener);
      }
    }
    if (ingressClass !== undefined) {
      for (const route of routesOf(environment)) new ServiceIngress(this, route, ingressClass);
    }
  }

  private addGateway(gateway: Omit<PublicGatewayProps, 'redirects' | 'allowsListenerSets'>): void {
    const { hosts, listeners } = gateway;
    const redirects = hosts.length > 0;
    if (fitInGateway(hosts, listeners)) new PublicGateway(this, { ...gateway, redirects });
    else {
      new PublicGateway(this, { ...gateway, redirects, hosts: [], allowsListenerSets: true });
      for (const [name, ofApplication] of groupByApplication(hosts)) {
        new ApplicationListenerSet(this, name, ofApplication);
      }
    }
    if (redirects) new HttpsRedirect(this);
  }

  private addRoutes(environment: Environment, parentOf: (host: PublicHost) => Parent): void {
    for (const route of routesOf(environment)) {
      const parents = route.hosts.map(parentOf);
      if (route.isGrpc) new ApplicationGrpcRoute(this, route, parents);
      else new ApplicationRoute(this, route, parents);
      const written = route.route;
      if (written && inTrafficPolicy.some(key => written[key] !== undefined)) {
        new RouteBackendTrafficPolicy(this, route, written);
      }
    }
    for (const [name, application] of Object.entries(environment.applications)) {
      for (const route of previewRoutes(name, application)) {
        const { allow, basicAuth } = route.preview;
        if (allow.length > 0 || basicAuth) new PreviewSecurityPolicy(this, route);
      }
      const [target] = servedHosts(name, application);
      if (target === undefined) continue;
      for (const host of redirectedHosts(name, application)) {
        new HostRedirect(this, host, { to: target.host, parent: parentOf(host) });
      }
    }
  }
}

function groupByApplication(hosts: readonly PublicHost[]): Map<string, PublicHost[]> {
  const groups = new Map<string, PublicHost[]>();
  for (const host of hosts) {
    const group = groups.get(host.application) ?? [];
    group.push(host);
    groups.set(host.application, group);
  }
  return groups;
}
