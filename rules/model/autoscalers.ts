import { groupOf, mapAt, numberAt, type Placed, textAt } from './manifest.ts';
import type { Objects } from './objects.ts';

/** A HorizontalPodAutoscaler or a ScaledObject. */
export interface Autoscaler {
  readonly object: Placed;
  readonly target: { readonly group: string; readonly kind: string; readonly name: string };
  readonly min: number;
  readonly max: number;
}

/** Defaults: kubernetes `pkg/apis/autoscaling/v2/defaults.go`; KEDA `apis/keda/v1alpha1/scaledobject_types.go`. */
export function autoscalersOf(objects: Objects): Autoscaler[] {
  const targetOf = ({ manifest }: Placed): Autoscaler['target'] => {
    const target = mapAt(manifest, 'spec', 'scaleTargetRef');
    return {
      group: groupOf(textAt(target, 'apiVersion') ?? 'apps/v1'),
      kind: textAt(target, 'kind') ?? 'Deployment',
      name: textAt(target, 'name') ?? '',
    };
  };
  const read = (
    object: Placed,
    min: string,
    max: string,
    defaults: readonly [number, number],
  ): Autoscaler => ({
    object,
    target: targetOf(object),
    min: numberAt(object.manifest, 'spec', min) ?? defaults[0],
    max: numberAt(object.manifest, 'spec', max) ?? defaults[1],
  });
  return [
    ...objects
      .ofKind('autoscaling', 'HorizontalPodAutoscaler')
      .map(object => read(object, 'minReplicas', 'maxReplicas', [1, 1])),
    ...objects
      .ofKind('keda.sh', 'ScaledObject')
      .map(object => read(object, 'minReplicaCount', 'maxReplicaCount', [0, 100])),
  ];
}

/** What an autoscaler scales; undefined when it is not among the objects. */
export function targetOf({ object, target }: Autoscaler, objects: Objects): Placed | undefined {
  const { namespace = '' } = object.manifest.metadata;
  return objects.find(target.group, target.kind, namespace, target.name);
}
