import { at, labelsAt } from './model/manifest.ts';
import { describeSelector, labelSelector, matches, selectorOf } from './model/selector.ts';
import { podTemplateOf } from './model/workloads.ts';
import type { Rule } from './rule.ts';
import { finding } from './violation.ts';

const kinds = [
  ['apps', 'Deployment'],
  ['apps', 'StatefulSet'],
  ['apps', 'DaemonSet'],
  ['apps', 'ReplicaSet'],
  ['argoproj.io', 'Rollout'],
] as const;

export const workloadSelectors: Rule = {
  name: 'workload-selectors',
  why: 'the API server refuses a workload whose selector does not match its own pods',

  check(objects) {
    const workloads = kinds.flatMap(([group, kind]) => objects.ofKind(group, kind));
    return workloads.flatMap(object => {
      const labels = labelsAt(podTemplateOf(object, objects), 'metadata', 'labels');
      const selector = selectorOf(at(object.manifest, 'spec', 'selector'));
      if (matches(selector, labels)) return [];
      return [
        finding(object, {
          found: `selector ${describeSelector(selector)} does not match its own pods`,
          allowed: describeSelector(labelSelector(labels)),
          fix: 'change spec.selector, or the labels of the pod template',
        }),
      ];
    });
  },
};
