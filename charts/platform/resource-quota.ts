import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { operation } from '../../config/units/operation.ts';
import { Quantity } from '../../config/units/quantity.ts';
import type { PodShare } from '../pod-share.ts';
import { footprintOf } from './footprint.ts';

export const quotaName = 'quota';

/**
 * Percent of the footprint that may run: a pod that ends counts until it is gone, while the one that replaces it is
 * there already. Beyond that, whatever asks for more is not of this environment. Rounded up, so that all that the
 * environment file describes is at most ten elevenths of each amount: `QuotaUsedUp` asks for more (environment-alerts.ts).
 */
const quotaPercent = 110;

/**
 * All that the namespace may ask for: every application at its maximum with all colours, the database with a restore
 * beside it, the cache, and the pods of cert-manager. So it never holds back what the environment file describes.
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
 * Volumes have room for a tenth, too, and at least for those of one more pod, of the pod that has the most: an instance
 * that cannot be repaired is made anew under another number while its volumes are still there.
 */
const hardLimits = operation('hardLimits', (shares: readonly PodShare[]): Record<string, string> => {
  const { requests, limits, pods, claims, storage } = footprintOf(shares);
  const most = shares.map(share => Quantity.sum(share.storage)).reduce(larger, Quantity.parse(0));
  const spare = Math.max(0, ...shares.map(share => share.storage.length));
  const hard = {
    'requests.cpu': requests.cpu.percentAtLeast(quotaPercent, 'm'),
    'requests.memory': requests.memory.percentAtLeast(quotaPercent, 'Mi').asBytes(),
    'limits.cpu': limits.cpu.percentAtLeast(quotaPercent, 'm'),
    'limits.memory': limits.memory.percentAtLeast(quotaPercent, 'Mi').asBytes(),
    pods: Quantity.parse(aTenthMore(pods)),
    persistentvolumeclaims: Quantity.parse(Math.max(claims + spare, aTenthMore(claims))),
    'requests.storage': storage
      .percentAtLeast(quotaPercent, 'Mi')
      .atLeast(Quantity.sum([storage, most]))
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
