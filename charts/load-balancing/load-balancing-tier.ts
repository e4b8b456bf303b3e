import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { Tier } from '../tier.ts';
import { HostCertificate } from './certificate.ts';
import { PublicGateway } from './gateway.ts';
import { hostsOf, type PublicHost } from './hosts.ts';
import { HostIngress } from './ingress.ts';
import { ApplicationListenerSet } from './listener-set.ts';
import { fitInGateway, inGateway, inListenerSet, type Parent } from './listeners.ts';
import { HostRoute, RedirectRoute } from './route.ts';

/**
 * The entry for requests of users. It terminates TLS, redirects plain HTTP, and leads each host to one Service.
 *
 * Default footprint: nothing without a host; with one, a Gateway, its redirect, and a Certificate and an HTTPRoute
 * for each host. No pods of the namespace.
 */
export class LoadBalancingTier extends Tier {
  constructor(scope: Construct, environment: Environment) {
    super(scope, 'load-balancing', environment);
    const { clusterIssuer, ingressClass, gatewayClass } = environment.cluster;
    const hosts = hostsOf(environment);
    if (hosts.length === 0) return;
    for (const host of hosts) new HostCertificate(this, host, clusterIssuer);
    if (gatewayClass !== undefined) this.addGateway(gatewayClass, hosts);
    if (ingressClass !== undefined) for (const host of hosts) new HostIngress(this, host, ingressClass);
  }

  private addGateway(gatewayClassName: string, hosts: readonly PublicHost[]): void {
    if (fitInGateway(hosts)) {
      new PublicGateway(this, { gatewayClassName, hosts });
      this.addRoutes(hosts, inGateway);
    } else {
      new PublicGateway(this, { gatewayClassName, hosts: [], allowsListenerSets: true });
      for (const [name, ofApplication] of groupByApplication(hosts)) {
        new ApplicationListenerSet(this, name, ofApplication);
      }
      this.addRoutes(hosts, inListenerSet);
    }
  }

  private addRoutes(hosts: readonly PublicHost[], parentOf: (host: PublicHost) => Parent): void {
    new RedirectRoute(this);
    for (const host of hosts) new HostRoute(this, host, parentOf(host));
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
