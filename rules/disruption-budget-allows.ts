import { coveredPods } from './disruption-budget-pods.ts';
import { at, kindKey, type Placed } from './model/manifest.ts';
import type { ObjectIndex } from './model/object-index.ts';
import { replicasOf, share } from './model/replicas.ts';
import type { Rule } from './rule.ts';
import { type Finding, finding } from './violation.ts';

export const disruptionBudgetAllows: Rule = {
  name: 'disruption-budget-allows',
  why: 'a budget that lets no pod be evicted blocks every drain of a node, and so every upgrade of the cluster',

  check(objects) {
    return objects.ofKind('policy', 'PodDisruptionBudget').flatMap(budget => budgetFindings(budget, objects));
  },
};

function budgetFindings(budget: Placed, objects: ObjectIndex): Finding[] {
  const owners = new Set(coveredPods(budget, objects).map(({ object }) => object));
  if (owners.size === 0 || [...owners].some(isUncounted)) return [];
  const pods = [...owners].reduce((sum, owner) => sum + replicasOf(owner, objects).min, 0);
  const { minAvailable, maxUnavailable } = { ...(at(budget.manifest, 'spec') as Record<string, unknown>) };
  if (maxUnavailable !== undefined) return share(maxUnavailable, pods) > 0 ? [] : [allowsNone(budget, pods)];
  if (minAvailable === undefined || pods === 0 || share(minAvailable, pods) < pods) return [];
  const least =
    typeof minAvailable === 'number' ? `minAvailable (${minAvailable})` : `minAvailable ${minAvailable}`;
  return [
    finding(budget, {
      found: `${least} leaves no pod to evict with ${pods} ${pods === 1 ? 'replica' : 'replicas'}`,
      allowed: pods > 1 ? `minAvailable up to ${pods - 1}, or maxUnavailable: 1` : 'maxUnavailable: 1',
      fix: 'lower minAvailable, or raise the minimum number of replicas',
    }),
  ];
}

/** Kinds without a number of replicas. */
function isUncounted(object: Placed): boolean {
  return ['apps/DaemonSet', 'batch/Job', 'batch/CronJob', '/Pod'].includes(kindKey(object));
}

function allowsNone(budget: Placed, pods: number): Finding {
  return finding(budget, {
    found: `maxUnavailable (${at(budget.manifest, 'spec', 'maxUnavailable')}) lets none of ${pods} pods be evicted`,
    allowed: 'maxUnavailable of 1 or more',
    fix: 'raise maxUnavailable',
  });
}
