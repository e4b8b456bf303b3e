import type { Application } from '../../../config/application.ts';
import type { Environment } from '../../../config/environment.ts';
import { activeService } from '../../application/names.ts';
import { servicePort } from '../../application/services.ts';
import type { Connection } from '../connections.ts';
import { applicationPods, type Pods } from '../peers.ts';
import { toCache } from './cache.ts';
import { toDatabase } from './database.ts';
import { gateway, nameResolution, prometheus, rolloutsController, tcp } from './infrastructure.ts';

/** Who reaches an application, and what it reaches. */
export function applicationConnections(environment: Environment): Connection[] {
  return Object.entries(environment.applications).flatMap(([name, application]) => {
    const pods = applicationPods(name);
    return [
      ...incoming(environment, application, pods),
      ...application.uses.flatMap(used => outgoing(environment, pods, used)),
      ...outside(application, pods),
      ...nameResolution(environment, pods),
    ];
  });
}

function incoming(environment: Environment, application: Application, pods: Pods): Connection[] {
  const ports = [tcp(application.port)];
  const requests: Connection = {
    from: gateway(environment),
    to: pods,
    ports,
    purpose: 'requests of users',
    isRequestFlow: true,
  };
  const analysis: Connection = {
    from: rolloutsController(environment),
    to: pods,
    ports,
    purpose: 'analysis of a new version',
  };
  return [
    ...(application.host === undefined ? [] : [requests]),
    { from: prometheus(environment), to: pods, ports, purpose: 'metrics' },
    ...(application.delivery.strategy === 'blueGreen' ? [analysis] : []),
  ];
}

/** That `uses` names only what is there is checked in `config/checks/uses.ts`. */
function outgoing(environment: Environment, pods: Pods, used: string): Connection[] {
  if (used === 'database') return toDatabase(environment, pods);
  if (used === 'cache') return toCache(environment, pods);
  return toApplication(environment, pods, used);
}

/** Through the Service of its active colour: `WEB_SHOP_URL` for an application `web-shop`. */
function toApplication({ applications }: Environment, pods: Pods, used: string): Connection[] {
  const target = applications[used];
  if (target === undefined) return [];
  const variable = `${used.toUpperCase().replaceAll('-', '_')}_URL`;
  return [
    {
      from: pods,
      to: applicationPods(used),
      ports: [tcp(target.port)],
      purpose: 'requests',
      isRequestFlow: true,
      variables: [{ name: variable, value: `http://${activeService(used)}:${servicePort}` }],
    },
  ];
}

/** Networks outside the namespace that the environment file opens by name. */
function outside(application: Application, pods: Pods): Connection[] {
  return Object.entries(application.egress).map(([name, { network, port }]) => ({
    from: pods,
    to: { kind: 'network', name, cidr: network },
    ports: [tcp(port)],
    purpose: 'outside',
    isRequestFlow: true,
  }));
}
