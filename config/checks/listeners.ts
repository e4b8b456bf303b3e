import { type Application, answersRequests } from '../application/application.ts';
import type { Cluster } from '../cluster.ts';
import { formatPath, type Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';
import { hostsIn } from './hosts.ts';
import { portOf } from './target-ports.ts';

type Named = readonly (readonly [name: string, application: Application])[];
type Listener = Application['listeners'][string];

/** The largest number of listeners of a Gateway. Source: gateway-api `config/crd/standard`, `spec.listeners.maxItems`. */
export const mostListeners = 64;

/** Those next to the one for HTTP, which redirects. */
export const mostNextToHttp = mostListeners - 1;

/** Listeners that a Gateway can have together, and that lead to a port for them. */
export function checkListeners(checking: Checking, applications: Named, cluster: Cluster): void {
  if (!checking.isSound('cluster')) return;
  const taken = new Taken(checking, applications);
  let count = 0;
  for (const [name, application] of applications) {
    const path = ['applications', name];
    if (!answersRequests(application.kind)) continue;
    if (!['listeners', 'ports', 'protocol'].every(key => checking.isSound(...path, key))) continue;
    for (const [key, listener] of Object.entries(application.listeners)) {
      const here = [...path, 'listeners', key];
      count += 1;
      if (count === mostNextToHttp + 1) {
        checking.refuse(
          here,
          `is listener ${count} of the environment, and a Gateway has room for ${mostNextToHttp} next to that for HTTP; use fewer, or another environment`,
        );
      }
      if (cluster.ingressClass !== undefined) {
        checking.refuse(here, 'an Ingress cannot say this, since it takes HTTP only; use a gatewayClass');
        continue;
      }
      checkTarget(checking, here, listener, application);
      checkHostname(checking, here, listener);
      taken.take(here, listener);
    }
  }
}

function checkTarget(
  checking: Checking,
  path: Path,
  { targetPort }: Listener,
  application: Application,
): void {
  if (targetPort === undefined) {
    if (application.protocol === 'TCP') return;
    checking.refuse(
      path,
      `leads to the port of the application, which speaks ${application.protocol}, expected TCP; give the application a host, or name a targetPort for TCP`,
    );
    return;
  }
  const port = portOf(checking, [...path, 'targetPort'], targetPort, application.ports);
  if (port === undefined || port.protocol === 'TCP') return;
  checking.refuse(
    [...path, 'targetPort'],
    `found ${show(targetPort)}, which speaks ${port.protocol}, expected a port for TCP; ${port.protocol === 'UDP' ? 'name another one' : 'lead a route to it, or name another one'}`,
  );
}

function checkHostname(checking: Checking, path: Path, { protocol, hostname }: Listener): void {
  if (protocol === 'TLS' && hostname === undefined) {
    checking.refuse(
      [...path, 'hostname'],
      'is missing for protocol TLS, whose connections go where their host name says; name it',
    );
  }
  if (protocol === 'TCP' && hostname !== undefined) {
    checking.refuse(
      [...path, 'hostname'],
      `found ${show(hostname)} for protocol TCP, which has no host names; remove it, or write protocol: TLS`,
    );
  }
}

/** What a Gateway listens for already: port 80 for HTTP, 443 for HTTPS of every host. */
class Taken {
  private readonly ports = new Map<number, Pick<Listener, 'protocol'> & { readonly by: string }>();
  private readonly hostnames = new Map<string, string>();

  constructor(
    private readonly checking: Checking,
    applications: Named,
  ) {
    for (const [name, application] of applications) {
      for (const [path, host] of hostsIn(checking, name, application)) {
        this.hostnames.set(`${host} 443`, formatPath(path));
      }
    }
  }

  /** Sources: gateway-api `apis/v1/gateway_types.go`, ListenerConditionConflicted: HTTPS and TLS share a port. */
  take(path: Path, { port, protocol, hostname }: Listener): void {
    const other = this.ports.get(port);
    const at = [...path, 'port'];
    if (port === 80) {
      this.checking.refuse(at, 'found 80, where the Gateway redirects HTTP; choose another port');
    } else if (port === 443 && protocol === 'TCP') {
      this.checking.refuse(
        at,
        'found 443, where the Gateway takes HTTPS; choose another port, or write protocol: TLS',
      );
    } else if (other !== undefined && (protocol === 'TCP' || other.protocol === 'TCP')) {
      this.checking.refuse(
        at,
        `found ${port}, which ${other.by} takes already for ${other.protocol}; choose another port`,
      );
    } else this.ports.set(port, { protocol, by: formatPath(path) });
    if (protocol === 'TLS' && hostname !== undefined) this.takeHostname(path, hostname, port);
  }

  private takeHostname(path: Path, hostname: string, port: number): void {
    const other = this.hostnames.get(`${hostname} ${port}`);
    if (other === undefined) this.hostnames.set(`${hostname} ${port}`, formatPath(path));
    else {
      this.checking.refuse(
        [...path, 'hostname'],
        `found ${show(hostname)} at port ${port}, which ${other} has already; choose another host name or port`,
      );
    }
  }
}
