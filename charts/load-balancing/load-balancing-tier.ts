import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { Tier } from '../tier.ts';
import { certificate } from './certificate.ts';
import { gateway } from './gateway.ts';
import { hostsOf, type PublicHost } from './hosts.ts';
import { ingress } from './ingress.ts';
import { hostRoute, redirectRoute } from './routes.ts';

/**
 * The way in: TLS is terminated here, plain requests are redirected, and each host leads to one Service.
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
    for (const host of hosts) certificate(this, host, clusterIssuer);
    if (gatewayClass !== undefined) this.addGateway(gatewayClass, hosts);
    if (ingressClass !== undefined) for (const host of hosts) ingress(this, host, ingressClass);
  }

  private addGateway(gatewayClass: string, hosts: readonly PublicHost[]): void {
    const parentOf = gateway(this, gatewayClass, hosts);
    redirectRoute(this);
    for (const host of hosts) hostRoute(this, host, parentOf(host));
  }
}
