import { type Autoscaler, targetOf } from './model/autoscalers.ts';
import { at, listAt, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { podSpecOf } from './model/pod-resources.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const autoscalerRequests: Rule = {
  name: 'autoscaler-requests',
  why: 'utilization is a percentage of what containers request: without a request the autoscaler does not scale',

  check(objects) {
    return objects.autoscalers.flatMap(autoscaler => requestFindings(autoscaler, objects));
  },
};

function requestFindings(autoscaler: Autoscaler, objects: ObjectIndex): Finding[] {
  const target = targetOf(autoscaler, objects);
  if (target === undefined) return [];
  const spec = podSpecOf(target, objects);
  return utilizationMetrics(autoscaler).flatMap(({ resource, container }) =>
    listAt(spec, 'containers')
      .filter(measured => container === undefined || textAt(measured, 'name') === container)
      .filter(measured => !hasRequest(measured, resource))
      .map(measured =>
        finding(target, {
          found: `container ${textAt(measured, 'name')} requests no ${resource}, and ${autoscaler.object.manifest.kind} ${autoscaler.object.manifest.metadata.name} scales by its utilization`,
          allowed: `a request of ${resource} in every container that is measured`,
          fix: `set resources.requests.${resource}, or leave that metric out`,
        }),
      ),
  );
}

interface UtilizationMetric {
  readonly resource: string;
  /** - undefined: all containers count. */
  readonly container?: string;
}

/** The resources whose utilization is measured. KEDA's cpu and memory triggers do the same. */
function utilizationMetrics({ object }: Autoscaler): UtilizationMetric[] {
  const metrics = listAt(object.manifest, 'spec', 'metrics').flatMap(metric => {
    const source = at(metric, 'resource') ?? at(metric, 'containerResource');
    const resource = textAt(source, 'name');
    const isUtilization = textAt(source, 'target', 'type') === 'Utilization';
    return resource && isUtilization ? [{ resource, container: textAt(source, 'container') }] : [];
  });
  const triggers = listAt(object.manifest, 'spec', 'triggers').flatMap(trigger => {
    const type = textAt(trigger, 'type') ?? '';
    const isUtilization =
      textAt(trigger, 'metricType') !== 'AverageValue' && ['cpu', 'memory'].includes(type);
    return isUtilization ? [{ resource: type, container: textAt(trigger, 'metadata', 'containerName') }] : [];
  });
  return [...metrics, ...triggers];
}

/** A limit stands in for a missing request (kubernetes `pkg/apis/core/v1/defaults.go`). */
function hasRequest(container: unknown, resource: string): boolean {
  return ['requests', 'limits'].some(kind => at(container, 'resources', kind, resource) !== undefined);
}
