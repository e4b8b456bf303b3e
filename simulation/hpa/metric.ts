import { milli } from './amounts.ts';
import type { MetricSpec, MetricTarget } from './spec.ts';

/** What a metric is compared with. `amount` is whole percent of the request, else thousandths. */
export interface Target {
  readonly kind: 'utilization' | 'averageValue' | 'value';
  readonly amount: number;
}

/** One entry of `spec.metrics`, read once. */
export interface Metric {
  /** `resource/cpu`, `container/app/cpu`, `pods/NAME`, `object/NAME` or `external/NAME`. */
  readonly key: string;
  /** As the controller names it in the reason of a rescale, without the selector of external metrics. */
  readonly label: string;
  readonly source: 'pods' | 'service';
  /** `cpu` and `memory` for Resource and ContainerResource. Default: a metric that has no request. */
  readonly resource?: string;
  /** ContainerResource only. Default: the sum of the pod's containers. */
  readonly container?: string;
  readonly target: Target;
  /** The reason of the ScalingActive condition when the metric cannot be had. */
  readonly failure: string;
}

/** @throws when the entry has no source of its type, or a target that its type does not have. */
export function readMetric(spec: MetricSpec, index: number): Metric {
  const metric = fromResource(spec) ?? fromPods(spec) ?? fromObject(spec) ?? fromExternal(spec);
  if (metric === undefined) {
    throw new Error(
      `metrics[${index}]: found type ${JSON.stringify(spec.type)} without a source of that type; ` +
        'allowed are Resource, ContainerResource, Pods, Object and External; set the field that the type names',
    );
  }
  return metric;
}

/** The cpu metric at 80 percent that an HPA without metrics gets: pkg/apis/autoscaling/v2/defaults.go. */
export const defaultMetrics: readonly MetricSpec[] = [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
];

function fromResource(spec: MetricSpec): Metric | undefined {
  const { resource, containerResource: inContainer } = spec;
  if (spec.type === 'Resource' && resource !== undefined) {
    const target = readTarget(resource.target, ['averageValue', 'averageUtilization']);
    const label =
      target.kind === 'utilization' ? ' resource utilization (percentage of request)' : ' resource';
    return {
      key: `resource/${resource.name}`,
      label: resource.name + label,
      source: 'pods',
      resource: resource.name,
      target,
      failure: 'FailedGetResourceMetric',
    };
  }
  if (spec.type !== 'ContainerResource' || inContainer === undefined) return undefined;
  const target = readTarget(inContainer.target, ['averageValue', 'averageUtilization']);
  const label =
    target.kind === 'utilization' ? ' container resource utilization (percentage of request)' : ' resource';
  return {
    key: `container/${inContainer.container}/${inContainer.name}`,
    label: inContainer.name + label,
    source: 'pods',
    resource: inContainer.name,
    container: inContainer.container,
    target,
    failure: 'FailedGetContainerResourceMetric',
  };
}

function fromPods({ type, pods }: MetricSpec): Metric | undefined {
  if (type !== 'Pods' || pods === undefined) return undefined;
  return {
    key: `pods/${pods.metric.name}`,
    label: `pods metric ${pods.metric.name}`,
    source: 'pods',
    target: readTarget(pods.target, ['averageValue']),
    failure: 'FailedGetPodsMetric',
  };
}

function fromObject({ type, object }: MetricSpec): Metric | undefined {
  if (type !== 'Object' || object === undefined) return undefined;
  const target = readTarget(object.target, ['value', 'averageValue']);
  // The controller calls an object metric per pod an external one.
  const kind = target.kind === 'value' ? object.describedObject.kind : 'external';
  return {
    key: `object/${object.metric.name}`,
    label: `${kind} metric ${object.metric.name}`,
    source: 'service',
    target,
    failure: 'FailedGetObjectMetric',
  };
}

function fromExternal({ type, external }: MetricSpec): Metric | undefined {
  if (type !== 'External' || external === undefined) return undefined;
  return {
    key: `external/${external.metric.name}`,
    label: `external metric ${external.metric.name}`,
    source: 'service',
    target: readTarget(external.target, ['averageValue', 'value']),
    failure: 'FailedGetExternalMetric',
  };
}

type TargetField = 'value' | 'averageValue' | 'averageUtilization';

/** The first of the fields that is set, which is the order in which the controller looks at them. */
function readTarget(target: MetricTarget, fields: readonly TargetField[]): Target {
  for (const field of fields) {
    if (target[field] === undefined) continue;
    if (field === 'averageUtilization')
      return { kind: 'utilization', amount: target.averageUtilization ?? 0 };
    return { kind: field, amount: milli(target[field]) };
  }
  throw new Error(
    `metric target: found ${JSON.stringify(target)}; allowed are ${fields.join(' and ')}; set one`,
  );
}
