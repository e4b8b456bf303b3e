import type { ContainerPort, PodGroup } from './model/pod-groups.ts';
import { podsBehind, type ServicePort, type ServiceView } from './model/services.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const servicePorts: Rule = {
  name: 'service-ports',
  why: 'a targetPort that no container has leaves the port of the Service without endpoints',

  check({ services, pods }) {
    const written = [...services.values()].filter(({ object }) => object.manifest.kind === 'Service');
    return written.flatMap(service => {
      const behind = podsBehind(service, pods);
      return service.ports.flatMap(port => portFindings(service, port, behind));
    });
  },
};

function portFindings({ object }: ServiceView, port: ServicePort, behind: readonly PodGroup[]): Finding[] {
  return behind
    .filter(({ ports }) => !isThere(port.targetPort, ports))
    .map(group =>
      finding(object, {
        found: `targetPort ${port.targetPort} of port ${port.name ?? port.port} is not a port of ${group.object.manifest.kind} ${group.object.manifest.metadata.name}`,
        allowed: describePorts(group.ports),
        fix: 'change targetPort, or add the port to the container',
      }),
    );
}

/** A container may declare no port that it listens on; when it declares some, a number must be among them. */
function isThere(target: string | number, ports: readonly ContainerPort[]): boolean {
  if (typeof target === 'number') return ports.length === 0 || ports.some(({ port }) => port === target);
  return ports.some(({ name }) => name === target);
}

/** `http (8080), metrics (9090)` */
export function describePorts(ports: readonly ContainerPort[]): string {
  const texts = ports.map(({ name, port }) => (name === undefined ? String(port) : `${name} (${port})`));
  return texts.join(', ') || 'none, since the containers declare no port';
}
