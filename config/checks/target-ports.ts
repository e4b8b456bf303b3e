import type { Application } from '../application/application.ts';
import type { NamedPort } from '../application/ports.ts';
import type { Cluster } from '../cluster.ts';
import { anyOf } from '../did-you-mean.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import type { Checking } from './checking.ts';

/** Routes to a further port lead to one that is there, and that speaks what they carry. */
export function checkTargetPorts(
  checking: Checking,
  path: Path,
  { routes, ports, ingressAnnotations }: Application,
  { ingressClass }: Cluster,
): void {
  if (!['routes', 'ports', 'ingressAnnotations'].every(key => checking.isSound(...path, key))) return;
  for (const [key, { targetPort, ingressAnnotations: further }] of Object.entries(routes)) {
    if (targetPort === undefined) continue;
    const here = [...path, 'routes', key, 'targetPort'];
    const port = portOf(checking, here, targetPort, ports);
    if (port === undefined) continue;
    const { protocol } = port;
    if (protocol === 'TCP' || protocol === 'UDP') {
      checking.refuse(
        here,
        `found ${show(targetPort)}, which speaks ${protocol}, expected a port for HTTP, H2C or gRPC; name another one, or set the protocol of that port`,
      );
    } else if (
      ingressClass !== undefined &&
      protocol !== 'HTTP' &&
      !areThere(ingressAnnotations) &&
      !areThere(further)
    ) {
      checking.refuse(
        here,
        `found ${show(targetPort)}, which speaks ${protocol}, and an Ingress cannot say that; use a gatewayClass, or write the annotation of your controller for it into ingressAnnotations of the route`,
      );
    }
  }
}

/** The port of that name, or a problem and undefined. */
export function portOf(
  checking: Checking,
  path: Path,
  name: string,
  ports: Application['ports'],
): NamedPort | undefined {
  const port = ports[name];
  if (port !== undefined) return port;
  const names = Object.keys(ports);
  const found = `found ${show(name)}`;
  checking.refuse(
    path,
    names.length === 0
      ? `${found}, but the application has no ports; add it to ports, or remove targetPort`
      : `expected ${anyOf(names)}, ${found}; name one of these, or add it to ports`,
  );
  return undefined;
}

function areThere(annotations: Readonly<Record<string, string>>): boolean {
  return Object.keys(annotations).length > 0;
}
