import type { Application } from '../../config/application/application.ts';
import type { NamedPort } from '../../config/application/ports.ts';
import { operation } from '../../config/units/operation.ts';

/** The port of that name. `config/checks/target-ports.ts` checks that there is one. */
export const namedPort = operation(
  'namedPort',
  (ports: Application['ports'], name: string): Pick<NamedPort, 'servicePort'> => {
    const port = ports[name];
    if (port === undefined) throw new Error(`expected the name of a port, found ${name}`);
    return port;
  },
);

/** Whether the gateway leads to the port of requests. */
export const leadsToRequests = operation(
  'leadsToRequests',
  ({ host, routes, listeners, delivery }: Application): boolean => {
    const named = Object.values(routes);
    const leading = [...named, ...Object.values(listeners)];
    const isPreviewed = delivery.strategy === 'blueGreen' && delivery.preview !== undefined;
    return (
      (host !== undefined && named.length === 0) ||
      leading.some(({ targetPort }) => targetPort === undefined) ||
      isPreviewed
    );
  },
);

/** The further ports that the gateway leads to, as numbers. */
export const targetPorts = operation(
  'targetPorts',
  ({ ports, routes, listeners }: Pick<Application, 'ports' | 'routes' | 'listeners'>): readonly number[] => {
    const leading = [...Object.values(routes), ...Object.values(listeners)];
    const names = new Set(leading.map(({ targetPort }) => targetPort));
    return Object.entries(ports).flatMap(([name, { port }]) => (names.has(name) ? [port] : []));
  },
);
