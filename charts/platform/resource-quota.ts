import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { operation } from '../../config/units/operation.ts';
import { Quantity } from '../../config/units/quantity.ts';
import type { PodShare } from '../pod-share.ts';
import { footprintOf } from './footprint.ts';

export const quotaName = 'quota';

/**
 * The quota in percent of the footprint: a pod that terminates still counts while its replacement already runs. More than
 * that does not belong to this environment. The quota is rounded up, so that the environment file describes at most ten
 * elevenths of it. The threshold of `QuotaUsedUp` is higher (environment-alerts.ts).
 */
const quotaPercent = 110;

/**
 * The most that the namespace may request: every application at its maximum with all colors, the database and a restore,
 * the cache, and cert-manager's pods. So it never stops what the environment file describes.
 */
export class EnvironmentResourceQuota extends k8s.KubeResourceQuota {
  constructor(scope: Construct, shares: readonly PodShare[]) {
    super(scope, `resourcequota-${quotaName}`, {
      metadata: { name: quotaName },
      spec: {
        hard: Object.fromEntries(
          Object.entries(hardLimits(shares)).map(([name, amount]) => [name, k8s.Quantity.fromString(amount)]),
        ),
      },
    });
  }
}

/**
 * A quota on limits of CPU would refuse a container without one, so it counts them only if every container has one.
 *
 * Volumes also have a reserve of a tenth, and at least of the volumes of one more pod, the pod with the most. A broken
 * instance is replaced under another number while its volumes still exist.
 */
const hardLimits = operation('hardLimits', (shares: readonly PodShare[]): Record<string, string> => {
  const { requests, limits, pods, claims, storage } = footprintOf(shares);
  const ofPods = shares.filter(({ containers }) => containers.length > 0).map(share => share.storage);
  const largestPod = ofPods.map(volumes => Quantity.sum(volumes)).reduce(larger, Quantity.parse(0));
  const reservedClaims = Math.max(0, ...ofPods.map(volumes => volumes.length));
  const hard = {
    'requests.cpu': requests.cpu.percentAtLeast(quotaPercent, 'm'),
    'requests.memory': requests.memory.percentAtLeast(quotaPercent, 'Mi').asBytes(),
    ...(limits.cpu && { 'limits.cpu': limits.cpu.percentAtLeast(quotaPercent, 'm') }),
    'limits.memory': limits.memory.percentAtLeast(quotaPercent, 'Mi').asBytes(),
    pods: Quantity.parse(aTenthMore(pods)),
    persistentvolumeclaims: Quantity.parse(Math.max(claims + reservedClaims, aTenthMore(claims))),
    'requests.storage': storage
      .percentAtLeast(quotaPercent, 'Mi')
      .atLeast(Quantity.sum([storage, largestPod]))
      .asBytes(),
  };
  return Object.fromEntries(Object.entries(hard).map(([name, amount]) => [name, String(amount)]));
});

function aTenthMore(count: number): number {
  return Math.ceil((count * quotaPercent) / 100);
}

function larger(most: Quantity, other: Quantity): Quantity {
  return other.compare(most) > 0 ? other : most;
}
