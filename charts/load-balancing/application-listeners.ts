import { type Application, listens } from '../../config/application/application.ts';
import type { Environment } from '../../config/environment.ts';
import { byKey } from '../../config/units/order.ts';
import { activeService } from '../application/endpoints.ts';
import { gatewayApi, gatewayName } from './listeners.ts';
import { namedPort } from './targets.ts';

/** A listener that leads connections to one Service as they come. */
export interface ApplicationListener extends Pick<Application['listeners'][string], 'protocol' | 'hostname'> {
  readonly application: string;
  /** Name of its route: `git.ssh` for the listener `ssh` of `git`. */
  readonly name: string;
  /** Port of the Gateway. */
  readonly port: number;
  readonly service: string;
  /** Port of the Service. */
  readonly servicePort: number;
}

/** Every listener of an environment that an application names. */
export function applicationListeners({ applications }: Environment): readonly ApplicationListener[] {
  return Object.entries(applications).flatMap(([name, application]) =>
    listens(application)
      ? byKey(application.listeners).map(([key, { targetPort, ...listener }]) => ({
          ...listener,
          application: name,
          name: `${name}.${key}`,
          service: activeService(name),
          servicePort:
            targetPort === undefined
              ? application.servicePort
              : namedPort(application.ports, targetPort).servicePort,
        }))
      : [],
  );
}

/** The name of the listener, which has a dot: those of HTTPS begin with `https-`. */
function sectionName({ name, protocol }: ApplicationListener): string {
  return `${protocol === 'TLS' ? 'tls' : 'tcp'}-${name}`;
}

/** The listener in the Gateway. `mode` is a word of the type of a Gateway. */
export function passing<Mode>(listener: ApplicationListener, mode: Mode) {
  const { port, protocol, hostname } = listener;
  const name = sectionName(listener);
  if (protocol === 'TCP') return { name, port, protocol };
  return { name, port, protocol, ...(hostname !== undefined && { hostname }), tls: { mode } };
}

/** What the routes of both protocols have. */
export function passed(listener: ApplicationListener) {
  const { service, servicePort } = listener;
  return {
    parentRefs: [
      { group: gatewayApi, kind: 'Gateway', name: gatewayName, sectionName: sectionName(listener) },
    ],
    rules: [{ backendRefs: [{ name: service, port: servicePort }] }],
  };
}
