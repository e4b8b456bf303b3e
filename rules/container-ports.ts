import { at, listAt, mapAt, type Placed, textAt } from './model/manifest.ts';
import { type ContainerPort, containersOf } from './model/pod-groups.ts';
import { podTemplateOf } from './model/workloads.ts';
import type { Rule } from './rule.ts';
import { describePorts } from './service-ports.ts';
import { type Finding, finding } from './violation.ts';

export const containerPorts: Rule = {
  name: 'container-ports',
  why: 'a probe of a port name that the container does not have always fails, and the pod never becomes ready',

  check(objects) {
    return objects.workloads.flatMap(object => {
      const spec = at(podTemplateOf(object, objects), 'spec');
      return containersOf(spec).flatMap(container => probeFindings(object, container));
    });
  },
};

const probes = [
  ['startupProbe'],
  ['readinessProbe'],
  ['livenessProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
] as const;

function probeFindings(object: Placed, container: unknown): Finding[] {
  const ports: ContainerPort[] = listAt(container, 'ports').map(port => ({
    name: textAt(port, 'name'),
    port: Number(mapAt(port).containerPort),
  }));
  return probes.flatMap(path =>
    ['httpGet', 'tcpSocket'].flatMap(kind => {
      const name = textAt(container, ...path, kind, 'port');
      if (name === undefined || ports.some(port => port.name === name)) return [];
      return [
        finding(object, {
          found: `${path.at(-1)} of container ${textAt(container, 'name')} names port ${name}, which it does not have`,
          allowed: describePorts(ports),
          fix: 'name one of these, or add the port to the container',
        }),
      ];
    }),
  );
}
