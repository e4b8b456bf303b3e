import { at, nameOf, type Placed } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import type { PodGroup } from './model/pod-groups.ts';
import { describeSelector, selectorOf } from './model/selector.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const disruptionBudgetPods: Rule = {
  name: 'disruption-budget-pods',
  why: 'a budget that covers no pod protects nothing, and pods under two budgets cannot be evicted at all',

  check(objects) {
    const owners = new Map<PodGroup, Placed>();
    return objects.ofKind('policy', 'PodDisruptionBudget').flatMap(budget => {
      const covered = coveredPods(budget, objects);
      const shared = covered.flatMap(group => secondBudget(budget, group, owners));
      return covered.length > 0 ? shared : [coversNothing(budget, objects)];
    });
  },
};

/** The pods that a budget protects. */
export function coveredPods({ manifest }: Placed, objects: ObjectIndex): PodGroup[] {
  const { namespace = '' } = manifest.metadata;
  return objects.pods.selected(namespace, selectorOf(at(manifest, 'spec', 'selector')));
}

function coversNothing(budget: Placed, { pods }: ObjectIndex): Finding {
  const { namespace = '' } = budget.manifest.metadata;
  const selector = selectorOf(at(budget.manifest, 'spec', 'selector'));
  return finding(budget, {
    found: `selector ${describeSelector(selector)} matches no pod`,
    allowed: pods.suggestion(namespace, selector),
    fix: 'change spec.selector, or the labels of the pod template',
  });
}

/** The eviction API answers 500 for a pod under two budgets (kubernetes `pkg/registry/core/pod/storage/eviction.go`). */
function secondBudget(budget: Placed, group: PodGroup, owners: Map<PodGroup, Placed>): Finding[] {
  const first = owners.get(group) ?? operatorsBudget(group);
  if (first === undefined) {
    owners.set(group, budget);
    return [];
  }
  return [
    finding(budget, {
      found: `covers the pods of ${nameOf(group.object)}, which ${nameOf(first)} covers already`,
      allowed: 'one budget for each pod',
      fix: 'narrow one of the selectors',
    }),
  ];
}

/** CloudNativePG makes budgets for its instances unless `spec.enablePDB` is false. */
function operatorsBudget({ object, labels }: PodGroup): Placed | undefined {
  const isInstance = object.manifest.kind === 'Cluster' && labels['cnpg.io/podRole'] === 'instance';
  return isInstance && at(object.manifest, 'spec', 'enablePDB') !== false ? object : undefined;
}
