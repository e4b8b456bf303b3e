import { at, listAt, type Placed, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { describeSelector, selectorOf } from './model/selector.ts';
import type { Rule } from './rule.ts';
import { describePorts } from './service-ports.ts';
import { type Finding, finding } from './violation.ts';

export const monitors: Rule = {
  name: 'monitors',
  why: 'a monitor that finds no pods or no port scrapes nothing, and alerts on its metrics never fire',

  check(objects) {
    return [
      ...objects
        .ofKind('monitoring.coreos.com', 'PodMonitor')
        .flatMap(monitor => podMonitorFindings(monitor, objects)),
      ...objects
        .ofKind('monitoring.coreos.com', 'ServiceMonitor')
        .flatMap(monitor => serviceMonitorFindings(monitor, objects)),
    ];
  },
};

/** Whether a monitor selects in other namespaces, whose objects these rules do not see. */
function selectsElsewhere({ manifest }: Placed): boolean {
  return at(manifest, 'spec', 'namespaceSelector') !== undefined;
}

function podMonitorFindings(monitor: Placed, { pods }: ObjectIndex): Finding[] {
  if (selectsElsewhere(monitor)) return [];
  const { namespace = '' } = monitor.manifest.metadata;
  const selector = selectorOf(at(monitor.manifest, 'spec', 'selector'));
  const groups = pods.selected(namespace, selector);
  if (groups.length === 0)
    return [selectsNothing(monitor, describeSelector(selector), 'pod', pods.suggestion(namespace, selector))];
  const ports = groups.flatMap(group => group.ports);
  return portFindings(monitor, 'podMetricsEndpoints', ports);
}

function serviceMonitorFindings(monitor: Placed, { servicesByLabel }: ObjectIndex): Finding[] {
  if (selectsElsewhere(monitor)) return [];
  const { namespace = '' } = monitor.manifest.metadata;
  const selector = selectorOf(at(monitor.manifest, 'spec', 'selector'));
  const services = servicesByLabel.selected(namespace, selector);
  if (services.length === 0) {
    return [
      selectsNothing(
        monitor,
        describeSelector(selector),
        'Service',
        servicesByLabel.suggestion(namespace, selector),
      ),
    ];
  }
  return portFindings(
    monitor,
    'endpoints',
    services.flatMap(service => service.ports),
  );
}

function selectsNothing(monitor: Placed, selector: string, what: string, allowed: string): Finding {
  return finding(monitor, {
    found: `selector ${selector} matches no ${what}`,
    allowed,
    fix: 'change spec.selector',
  });
}

function portFindings(
  monitor: Placed,
  field: string,
  ports: readonly { name?: string; port: number }[],
): Finding[] {
  return listAt(monitor.manifest, 'spec', field).flatMap(endpoint => {
    const name = textAt(endpoint, 'port');
    if (name === undefined || ports.some(port => port.name === name)) return [];
    return [
      finding(monitor, {
        found: `scrapes port ${name}, which none of the things that it selects has`,
        allowed: describePorts(ports),
        fix: `change ${field}, or add the port`,
      }),
    ];
  });
}
