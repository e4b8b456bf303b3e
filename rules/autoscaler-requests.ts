import { type Autoscaler, targetOf } from './model/autoscalers.ts';
import { at, listAt, textAt } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { podSpecOf } from './model/pod-resources.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const autoscalerRequests: Rule = {
  name: 'autoscaler-requests',
  why: 'utilisation is a percentage of what containers request: without a request the autoscaler stands still',

  check(objects) {
    return objects.autoscalers.flatMap(autoscaler => requestFindings(autoscaler, objects));
  },
};

function requestFindings(autoscaler: Autoscaler, objects: ObjectIndex): Finding[] {
  const target = targetOf(autoscaler, objects);
  if (target === undefined) return [];
  const spec = podSpecOf(target, objects);
  return utilised(autoscaler).flatMap(({ resource, container }) =>
    listAt(spec, 'containers')
      .filter(one => container === undefined || textAt(one, 'name') === container)
      .filter(one => !hasRequest(one, resource))
      .map(one =>
        finding(target, {
          found: `container ${textAt(one, 'name')} requests no ${resource}, and ${autoscaler.object.manifest.kind} ${autoscaler.object.manifest.metadata.name} scales by its utilisation`,
          allowed: `a request of ${resource} in every container that is measured`,
          fix: `set resources.requests.${resource}, or leave that metric out`,
        }),
      ),
  );
}

interface Utilised {
  readonly resource: string;
  /** - undefined: all containers count. */
  readonly container?: string;
}

/** The resources whose utilisation is measured. KEDA's cpu and memory triggers do the same. */
function utilised({ object }: Autoscaler): Utilised[] {
  const metrics = listAt(object.manifest, 'spec', 'metrics').flatMap(metric => {
    const source = at(metric, 'resource') ?? at(metric, 'containerResource');
    const resource = textAt(source, 'name');
    const isUtilised = textAt(source, 'target', 'type') === 'Utilization';
    return resource && isUtilised ? [{ resource, container: textAt(source, 'container') }] : [];
  });
  const triggers = listAt(object.manifest, 'spec', 'triggers').flatMap(trigger => {
    const type = textAt(trigger, 'type') ?? '';
    const isUtilised = textAt(trigger, 'metricType') !== 'AverageValue' && ['cpu', 'memory'].includes(type);
    return isUtilised ? [{ resource: type, container: textAt(trigger, 'metadata', 'containerName') }] : [];
  });
  return [...metrics, ...triggers];
}

/** A limit stands in for a missing request (kubernetes `pkg/apis/core/v1/defaults.go`). */
function hasRequest(container: unknown, resource: string): boolean {
  return ['requests', 'limits'].some(kind => at(container, 'resources', kind, resource) !== undefined);
}
