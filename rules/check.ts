import { autoscalerMetrics } from './autoscaler-metrics.ts';
import { autoscalerRequests } from './autoscaler-requests.ts';
import { autoscalerTarget } from './autoscaler-target.ts';
import { configMapKeys } from './config-map-keys.ts';
import { containerPorts } from './container-ports.ts';
import { customReferences } from './custom-references.ts';
import { disruptionBudgetAllows } from './disruption-budget-allows.ts';
import { disruptionBudgetPods } from './disruption-budget-pods.ts';
import { generatedSecrets } from './generated-secrets.ts';
import type { Placed } from './model/manifest.ts';
import { ObjectIndex } from './model/object-index.ts';
import { monitors } from './monitors.ts';
import { networkPolicyPods } from './network-policy-pods.ts';
import { objectNames } from './object-names.ts';
import { oneArchive } from './one-archive.ts';
import { oneIdentity } from './one-identity.ts';
import { podSecurity } from './pod-security.ts';
import { quota } from './quota.ts';
import { rolloutReferences } from './rollout-references.ts';
import { routeBackends } from './route-backends.ts';
import { routeParents } from './route-parents.ts';
import { routePolicies } from './route-policies.ts';
import type { Rule } from './rule.ts';
import { secretKeys } from './secret-keys.ts';
import { serviceAccounts } from './service-accounts.ts';
import { servicePods } from './service-pods.ts';
import { servicePorts } from './service-ports.ts';
import { statefulSetService } from './stateful-set-service.ts';
import type { Violation } from './violation.ts';
import { volumeSpread } from './volume-spread.ts';
import { workloadSelectors } from './workload-selectors.ts';

/** Every rule, in the order in which its findings are reported. */
export const rules: readonly Rule[] = [
  oneIdentity,
  objectNames,
  workloadSelectors,
  podSecurity,
  containerPorts,
  serviceAccounts,
  configMapKeys,
  secretKeys,
  generatedSecrets,
  customReferences,
  oneArchive,
  statefulSetService,
  volumeSpread,
  servicePods,
  servicePorts,
  rolloutReferences,
  autoscalerTarget,
  autoscalerRequests,
  autoscalerMetrics,
  disruptionBudgetPods,
  disruptionBudgetAllows,
  routeParents,
  routeBackends,
  routePolicies,
  networkPolicyPods,
  monitors,
  quota,
];

/**
 * Everything that is wrong across the objects of one environment, whoever made them.
 *
 * The index is built once, and every rule is linear in the number of objects.
 *
 * @param expectedSecrets Names of Secrets that others put into the namespace, and of ConfigMaps as `ConfigMap/NAME`.
 */
export function checkObjects(
  objects: readonly Placed[],
  expectedSecrets: readonly string[] = [],
): Violation[] {
  const index = new ObjectIndex(objects, expectedSecrets);
  return rules.flatMap(rule => rule.check(index).map(found => ({ rule: rule.name, ...found })));
}
