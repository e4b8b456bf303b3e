import { at, groupOf, kindKey, listAt, mapAt, type Placed, textAt } from './manifest.ts';
import type { Objects } from './objects.ts';

/** Where kinds that make pods keep the pod template. */
const templates: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io/AnalysisTemplate': ['spec', 'metrics', '0', 'provider', 'job', 'spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'argoproj.io/Rollout': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  'batch/Job': ['spec', 'template'],
  '/Pod': [],
};

/**
 * An object once for each template of pods that it holds. Each Job of an analysis has its own: there the object has only the
 * metric with that Job.
 */
export function workloadsIn(object: Placed): readonly Placed[] {
  if (kindKey(object) !== 'argoproj.io/AnalysisTemplate')
    return templates[kindKey(object)] === undefined ? [] : [object];
  const { manifest } = object;
  return listAt(manifest, 'spec', 'metrics')
    .filter(metric => at(metric, 'provider', 'job') !== undefined)
    .map(metric => ({
      ...object,
      manifest: { ...manifest, spec: { ...mapAt(manifest, 'spec'), metrics: [metric] } },
    }));
}

/** The pod template of one of `workloadsIn`: a map with `metadata` and `spec`. A Rollout may borrow that of a Deployment. */
export function podTemplateOf(object: Placed, objects: Objects): unknown {
  const borrowed = mapAt(object.manifest, 'spec', 'workloadRef');
  if (kindKey(object) === 'argoproj.io/Rollout' && textAt(borrowed, 'name') !== undefined) {
    const group = groupOf(textAt(borrowed, 'apiVersion') ?? 'apps/v1');
    const { namespace = '' } = object.manifest.metadata;
    const source = objects.find(group, String(borrowed.kind), namespace, String(borrowed.name));
    return at(source?.manifest, 'spec', 'template');
  }
  return at(object.manifest, ...(templates[kindKey(object)] ?? []));
}
