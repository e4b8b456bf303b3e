import { at, groupOf, kindKey, mapAt, type Placed, textAt } from './manifest.ts';
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

/** Whether an object holds the template of its pods. */
export function hasPodTemplate(object: Placed): boolean {
  const path = templates[kindKey(object)];
  if (path === undefined) return false;
  // Most analyses measure without pods.
  return kindKey(object) !== 'argoproj.io/AnalysisTemplate' || at(object.manifest, ...path) !== undefined;
}

/** The pod template of an object: a map with `metadata` and `spec`. A Rollout may borrow that of a Deployment. */
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
