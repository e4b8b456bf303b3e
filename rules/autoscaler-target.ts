import { type Autoscaler, targetOf } from './model/autoscalers.ts';
import { nameOf, numberAt, type Placed } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { firstOf } from './model/words.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

const scalable = [
  ['apps', 'Deployment'],
  ['apps', 'StatefulSet'],
  ['argoproj.io', 'Rollout'],
] as const;

export const autoscalerTarget: Rule = {
  name: 'autoscaler-target',
  why: 'an autoscaler without its target does nothing, and two owners of one replica count overwrite each other',

  check(objects) {
    return [
      ...missingTargets(objects),
      ...[...objects.autoscalersByTarget].flatMap(([target, autoscalers]) =>
        otherOwners(target, autoscalers),
      ),
    ];
  },
};

function missingTargets(objects: ObjectIndex): Finding[] {
  const missing = objects.autoscalers.filter(autoscaler => targetOf(autoscaler, objects) === undefined);
  if (missing.length === 0) return [];
  const names = new Map<string, string[]>();
  for (const [group, kind] of scalable) {
    for (const { manifest } of objects.ofKind(group, kind)) {
      const { namespace = '', name } = manifest.metadata;
      names.set(namespace, [...(names.get(namespace) ?? []), `${kind} ${name}`]);
    }
  }
  return missing.map(({ object, target }) =>
    finding(object, {
      found: `scales ${target.kind} ${target.name}, which does not exist`,
      allowed:
        firstOf(names.get(object.manifest.metadata.namespace ?? '') ?? []) ||
        'none, since nothing in this namespace can be scaled',
      fix: 'change apiVersion, kind or name of spec.scaleTargetRef',
    }),
  );
}

/** What else claims the number of replicas: the target itself, or a second autoscaler. */
function otherOwners(target: Placed, [first, ...others]: readonly Autoscaler[]): Finding[] {
  if (first === undefined) return [];
  const replicas = numberAt(target.manifest, 'spec', 'replicas');
  const fixedReplicas = finding(target, {
    found: `sets replicas (${replicas}), which ${first.object.manifest.kind} ${first.object.manifest.metadata.name} owns`,
    allowed: 'no spec.replicas where an autoscaler scales',
    fix: 'leave spec.replicas out',
  });
  const secondAutoscalers = others.map(({ object }) =>
    finding(object, {
      found: `scales ${nameOf(target)}, which ${nameOf(first.object)} scales already`,
      allowed: 'one autoscaler for each target',
      fix: 'put the metrics of both into one',
    }),
  );
  return [...(replicas === undefined ? [] : [fixedReplicas]), ...secondAutoscalers];
}
